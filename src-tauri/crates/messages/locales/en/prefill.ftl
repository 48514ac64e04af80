# A draft filled from an OpenID discovery document or SAML metadata: problems, reasons, notes, command line, window.

metadata-dialog = Fill in from a document

## Problems

err-metadata-gone = This document is no longer at hand, because another was read since.
fix-metadata-gone = Choose the document again.
err-metadata-no-entity = The document has no identity provider “{ $subject }”.
fix-metadata-no-entity = Choose one of: { $choices }
err-metadata-not-proposed = The document proposes nothing for “{ $subject }”.
fix-metadata-not-proposed = See what it proposes with --dry-run.
err-metadata-too-large = { $subject } is larger than Source Desk reads: the limit is { $limit } bytes or parts.
fix-metadata-too-large = Ask the provider for the metadata of this one identity provider instead of that of the whole federation.
err-metadata-too-deep = { $subject } is nested deeper than { $limit } levels, so it was not read.
fix-metadata-too-deep = Check that it is the file you meant.
err-metadata-malformed = { $subject } is not well-formed: line { $line }, column { $column }.
fix-metadata-malformed = Download the document again; a browser's “Save as” can change it.
err-metadata-document-type = { $subject } has a document type declaration. Metadata needs none, and it could make the file read others, so it was not read.
fix-metadata-document-type = Ask where the file comes from. If it is the right one, remove the line that begins with <!DOCTYPE.
err-metadata-not-one =
    { $subject } holds no metadata: { $why ->
        [neither] it is neither JSON nor XML.
        [field] the discovery document has no { $field }.
        [no-entity] the XML is no EntityDescriptor.
       *[no-provider] there is no identity provider in it. It may be the metadata of a service provider, as authentik's own is.
    }
fix-metadata-not-one = An OpenID provider has the document at /.well-known/openid-configuration; a SAML identity provider offers its metadata for download.
err-metadata-wrong-kind =
    { $sort ->
        [openid] An OpenID discovery document
       *[saml] SAML metadata
    } has nothing for a source of the type { $subject }.
fix-metadata-wrong-kind =
    { $sort ->
        [openid] Use a source whose URLs can be changed: openidconnect, okta, entraid, github, gitlab or mailcow.
       *[saml] Use a source of the type saml.
    }

## Reasons

prefill-why-said = The document says so
prefill-why-own-profile = The document says so, but this type reads users from the provider's own API; take it only if you know that its answer fits
prefill-why-well-known = Made from the issuer. authentik fetches it at each save and every three hours, and writes what it finds over these URLs
prefill-why-pkce-s256 = The provider supports S256
prefill-why-pkce-none = The provider does not say that it supports S256
prefill-why-authentication = How the provider lets authentik prove who it is
prefill-why-binding = Belongs to the login URL
prefill-why-name-id = The identity provider does not offer the format of this draft
prefill-why-certificate = The certificate that you chose. The blueprint brings it along under this name

## Notes

prefill-note-no-secret-authentication = The provider accepts neither client_secret_basic nor client_secret_post at its token endpoint. authentik knows no other way, so logins will fail.
prefill-note-no-code = The provider does not list the response type code, the only one that authentik uses.
prefill-note-scopes-missing = The provider does not list these scopes, which authentik asks for: { $scopes }. If it refuses them, begin the scopes with * and list what it knows.
prefill-note-wants-signed-requests = The identity provider insists on signed requests: choose a signing key pair.
prefill-note-no-single-sign-on = The document has no login URL for browsers (HTTP-Redirect or HTTP-POST).
prefill-note-no-known-name-id = authentik can ask for none of the NameID formats that the document lists.
prefill-note-unreadable-certificates = Certificates that could not be read: { $count }
prefill-note-several-certificates = The document has { $count } signing certificates, often because the provider is about to change them. A source verifies with one.
prefill-note-no-certificate = The document has no signing certificate, so authentik cannot verify what the identity provider sends.
prefill-note-not-a-url = What the document has for { $field } is no http or https address, so it is not proposed.

certificate-valid = Valid until { $date }
certificate-not-yet = Not valid before { $date }
certificate-expired = Expired on { $date }

## Command line

cli-prefill = Fill a draft from an OpenID discovery document or SAML metadata
cli-prefill-file = Path of the document; - reads it from stdin
cli-prefill-dry-run = Only say what the draft would get
cli-prefill-entity = The entity ID, if the document has several identity providers
cli-prefill-take = A proposed field to take although it is not advised, repeatable
cli-prefill-leave = A proposed field not to take, repeatable
cli-new-from = A document to fill the draft from: OpenID discovery or SAML metadata
cli-prefill-taken = Filled in
cli-prefill-would = Would fill in
cli-prefill-left = Proposed, not taken
cli-prefill-nothing = The draft has everything that { $file } says
cli-prefill-certificate = Certificate { $name }: { $subject } · { $state }

## Window

ui-prefill-button = Fill in from a document…
ui-prefill-about = An OpenID discovery document (JSON) or the SAML metadata of an identity provider (XML). You see every change before it is made.
ui-prefill-title = Fill in from a document
ui-prefill-openid = OpenID discovery document:
ui-prefill-saml = SAML metadata:
ui-prefill-provider = Identity provider
ui-prefill-certificate = Certificate to verify with
ui-prefill-certificate-about = authentik knows certificates by name. The one you choose stays with this draft and is exported with it as a certificate-key pair.
ui-prefill-certificate-none = None of these
ui-prefill-pem = Certificate (PEM)
ui-prefill-changes = Changes to take
ui-prefill-field = Field
ui-prefill-before = Now
ui-prefill-after = From the document
ui-prefill-empty = Empty
ui-prefill-nothing = The draft has everything that this document says.
ui-prefill-same =
    { $count ->
        [one] One more field has the document's value already.
       *[other] { $count } more fields have the document's value already.
    }
ui-prefill-notes = Also in the document
ui-prefill-run =
    { $count ->
        [one] Fill in 1 field
       *[other] Fill in { $count } fields
    }
ui-prefill-done =
    { $count ->
        [one] 1 field filled in
       *[other] { $count } fields filled in
    }
