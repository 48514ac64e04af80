import type { FoundAddress, Origin, PresentedCertificate, Way } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText, type Words } from "../messages/text";

/** Gives the names of a login's requests, as a list. */
export function useRequestNames(): (requests: string[]) => string {
  const { textOf } = useText();
  return (requests) => requests.map((request) => textOf(`network-request-${request}`)).join(", ");
}

/** Says which way a host is reached, and who says so. */
export function wayWords({ text }: Words, way: Way): string {
  const from = (origin: Origin) => {
    if (origin.kind === "variable") return origin.name;
    return text(origin.kind === "chosen" ? "network-from-chosen" : "network-from-system");
  };
  if (way.kind === "proxy") return text("network-way-proxy", { proxy: way.proxy, from: from(way.from) });
  if (way.kind === "unusable") return text("network-way-unusable", { from: from(way.from) });
  const { reason } = way;
  if (reason.why === "exception") {
    return text("network-way-exception", { entry: reason.entry, from: from(reason.from) });
  }
  const direct: Record<typeof reason.why, MessageId> = {
    loopback: "network-way-loopback",
    chosen: "network-way-chosen-none",
    "nothing-set": "network-way-nothing-set",
  };
  return text(direct[reason.why]);
}

/** Says what an address is, where that is worth a word. */
export function addressWords({ textOf }: Words, { address, kind }: FoundAddress): string {
  return kind === "public" ? address : textOf(`network-address-${kind}`, { address });
}

/** Says whom a certificate is for, who signed it, until when, and who trusts it. */
export function certificateWords({ text, textOf }: Words, certificate: PresentedCertificate): string[] {
  const { subject, names, issuer, authority, first_day, last_day } = certificate;
  return [
    text("network-certificate-subject", { subject }),
    text("network-certificate-names", { names: names.join(", ") }),
    text("network-certificate-issuer", { issuer }),
    ...(authority === issuer ? [] : [text("network-certificate-authority", { authority })]),
    text("network-certificate-days", { first: first_day, last: last_day }),
    textOf(`network-trusted-${certificate.trusted_by}`),
    ...(certificate.is_like_inspection ? [text("network-inspection")] : []),
  ];
}

/** The host of a URL, an IPv6 address without brackets. */
export function hostName(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : url;
}

/** Whether a URL's host is an address and no name. */
export function isAddress(url: string): boolean {
  return /^[\d.]+$|:/.test(hostName(url));
}
