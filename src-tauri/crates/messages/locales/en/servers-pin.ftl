# The one certificate that is believed for a server.

err-server-pin-invalid = “{ $subject }” is no fingerprint of a certificate.
fix-server-pin-invalid = It is the SHA-256 fingerprint: 64 hexadecimal digits, with or without colons, such as “openssl x509 -noout -fingerprint -sha256 -in FILE” prints. A shorter one is SHA-1, which is not taken.
err-server-pin-http = { $subject } is http on this computer and shows no certificate that a fingerprint could be compared with.
fix-server-pin-http = Use its https address, or leave the fingerprint out.

err-server-certificate-untrusted = { $reason ->
    [certificate-self-signed] Nobody but itself vouches for the certificate of { $subject }.
    [certificate-inspection] The certificate of { $subject } is from an authority that is not trusted here, and whose name is like that of a proxy that reads along.
   *[other] The certificate of { $subject } is from an authority that is not trusted here.
} It is for { $certificate }, signed by { $issuer }, valid from { $first } to { $last }; fingerprint { $fingerprint }. Nothing was sent.
fix-server-certificate-untrusted = Compare the fingerprint with the server's own. If it is the same, pin it for this server. For a company's authority give its PEM file instead.
cli-fix-server-certificate-untrusted = Compare the fingerprint with the server's own: “openssl x509 -noout -fingerprint -sha256 -in FILE” there, or ask whoever runs it. If it is the same: source-desk server set { $server } --pin { $fingerprint }
    For a company's authority give its PEM file instead: --ca FILE
window-err-server-certificate-untrusted = No authority that is trusted here vouches for the certificate of { $subject }
window-fix-server-certificate-untrusted = It is for { $certificate }, signed by { $issuer }, valid from { $first } to { $last }; fingerprint { $fingerprint }. Nothing was sent. Compare the fingerprint with the server's own, then trust this certificate after a check on the server's page. For a company's authority give its PEM file to the server instead.

err-server-certificate-changed = { $subject } presents another certificate than the one that was pinned. It was renewed, or somebody in between presents one of their own. Pinned is { $pinned }; presented is { $fingerprint }, for { $certificate }, signed by { $issuer }, valid from { $first } to { $last }. Nothing was sent.
fix-server-certificate-changed = Ask whoever runs the server whether the certificate was renewed, and compare the new fingerprint with the server's own. authentik's own fallback certificate is new after each start.
cli-fix-server-certificate-changed = Ask whoever runs the server whether the certificate was renewed; authentik's own fallback certificate is new after each start. Only if the new fingerprint is the server's own: source-desk server set { $server } --pin { $fingerprint }
window-err-server-certificate-changed = { $subject } presents another certificate than the pinned one
window-fix-server-certificate-changed = Pinned is { $pinned }; presented is { $fingerprint }, for { $certificate }, signed by { $issuer }, valid from { $first } to { $last }. Nothing was sent. Ask whoever runs the server whether the certificate was renewed; authentik's own fallback certificate is new after each start. Compare the new fingerprint with the server's own before it is trusted on the server's page.

ui-server-pin = Certificate fingerprint (SHA-256)
ui-server-pin-help = Only for a server whose certificate nobody vouches for. With a fingerprint this very certificate is believed and no other; its dates and host are still checked.
ui-server-certificate = The certificate that { $host } presents
ui-server-certificate-untrusted-fix = Nothing was sent. Compare the fingerprint with the server's own before you trust this certificate. For a company's authority give its PEM file under “Edit” instead.
ui-server-certificate-changed-fix = Nothing was sent. It was renewed, or somebody in between presents one of their own. Ask whoever runs the server; authentik's own fallback certificate is new after each start.
ui-server-certificate-inspection = The name of its authority is like that of a proxy that reads along. What you pin then is the proxy, and it can read the token.
ui-server-certificate-subject = For
ui-server-certificate-names = Hosts
ui-server-certificate-issuer = Signed by
ui-server-certificate-days = Valid
ui-server-certificate-days-value = { $first } to { $last }
ui-server-certificate-fingerprint = Fingerprint
ui-server-certificate-pinned = Pinned fingerprint
ui-server-certificate-presented = Presented fingerprint
ui-server-certificate-trust = Trust this certificate…
ui-server-certificate-trust-new = Compare the new certificate…
ui-server-trust-title = Is this the certificate of { $name }?
ui-server-trust-about = Compare the fingerprint with the server's own, digit by digit, over a way that nobody in between can change: on the server itself, or by asking whoever runs it.
ui-server-trust-command = On the server this prints it:
ui-server-trust-changed = The old fingerprint no longer fits. Do not go on before you know why the certificate was changed.
ui-server-trust-compared = I have compared it with the server's own fingerprint, and it is the same
ui-server-trust-do = Trust it and check again
ui-server-trust-done = The certificate of { $host } is pinned
