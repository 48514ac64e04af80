import {
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core";
import { Fragment } from "react";
import { Notice } from "../components/Notice";
import { useProblemWords } from "../components/ProblemNotice";
import type { Problem } from "../ipc/generated";
import { useText } from "../messages/text";

/** The problems that a person can end by comparing a certificate. */
const CODES = ["server-certificate-untrusted", "server-certificate-changed"];

/** Whether a problem is about a certificate that can be compared and pinned. */
export function isOfCertificate(problem: Problem): boolean {
  return CODES.includes(problem.code);
}

/** Whether another certificate was pinned than the one presented. */
export function isChanged(problem: Problem): boolean {
  return problem.code === "server-certificate-changed";
}

type NoticeProps = { problem: Problem; compare(): void };

/** Says that a certificate is not trusted, shows it, and leads to the comparison. */
export function CertificateNotice({ problem, compare }: NoticeProps) {
  const { text } = useText();
  const words = useProblemWords();
  const fix = isChanged(problem)
    ? "ui-server-certificate-changed-fix"
    : "ui-server-certificate-untrusted-fix";
  return (
    <Notice
      tone="danger"
      title={words(problem).what}
      component="h3"
      isLive
      actions={
        <Button variant="secondary" onClick={compare}>
          {text(isChanged(problem) ? "ui-server-certificate-trust-new" : "ui-server-certificate-trust")}
        </Button>
      }
    >
      <div className="desk-stack">
        <Certificate problem={problem} />
        <p>{text(fix)}</p>
      </div>
    </Notice>
  );
}

/** What the certificate says of itself, and both fingerprints where there are two. */
export function Certificate({ problem }: { problem: Problem }) {
  const { text } = useText();
  const { certificate, names, issuer, first, last, fingerprint, pinned, inspection } = problem.arguments;
  const facts: [string, string | undefined, boolean][] = [
    [text("ui-server-certificate-subject"), certificate, false],
    [text("ui-server-certificate-names"), names, false],
    [text("ui-server-certificate-issuer"), issuer, false],
    [
      text("ui-server-certificate-days"),
      text("ui-server-certificate-days-value", { first: first ?? "", last: last ?? "" }),
      false,
    ],
  ];
  if (isChanged(problem)) {
    facts.push([text("ui-server-certificate-pinned"), pinned, true]);
    facts.push([text("ui-server-certificate-presented"), fingerprint, true]);
  } else {
    facts.push([text("ui-server-certificate-fingerprint"), fingerprint, true]);
  }
  return (
    <>
      <DescriptionList
        isHorizontal
        isCompact
        className="desk-certificate"
        aria-label={text("ui-server-certificate", { host: problem.subject ?? "" })}
      >
        {facts
          .filter(([, value]) => value !== undefined && value !== "")
          .map(([term, value, isCode]) => (
            <DescriptionListGroup key={term}>
              <DescriptionListTerm>{term}</DescriptionListTerm>
              <DescriptionListDescription className="desk-break">
                {isCode ? <Fingerprint value={value ?? ""} /> : value}
              </DescriptionListDescription>
            </DescriptionListGroup>
          ))}
      </DescriptionList>
      {inspection === "yes" && <p>{text("ui-server-certificate-inspection")}</p>}
    </>
  );
}

/** A fingerprint as openssl and browsers show it, `BA:78:…`; a line ends between its groups, so that lines can be compared. */
function Fingerprint({ value }: { value: string }) {
  const digits = value.replace(/^sha256:/, "").toUpperCase();
  const groups = digits.match(/.{16}/g) ?? [];
  return (
    <span className="desk-mono">
      {groups.map((group, at) => (
        <Fragment key={group + String(at)}>
          {at > 0 && (
            <>
              :<wbr />
            </>
          )}
          {(group.match(/../g) ?? []).join(":")}
        </Fragment>
      ))}
    </span>
  );
}
