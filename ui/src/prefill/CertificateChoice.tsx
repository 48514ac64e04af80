import { Radio } from "@patternfly/react-core";
import { CopyButton } from "../components/CopyButton";
import type { CertificateState, CertificateView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

const STATES: Record<CertificateState, MessageId> = {
  valid: "certificate-valid",
  "not-yet": "certificate-not-yet",
  expired: "certificate-expired",
};

type Props = {
  certificates: CertificateView[];
  chosen: number | null;
  choose(certificate: number | null): void;
};

/** Which of the provider's certificates the source verifies with, each with its days and to copy. */
export function CertificateChoice({ certificates, chosen, choose }: Props) {
  const { text } = useText();
  return (
    <div>
      <h2 className="desk-subheading" id="prefill-certificates">
        {text("ui-prefill-certificate")}
      </h2>
      <p className="desk-hint">{text("ui-prefill-certificate-about")}</p>
      <div role="radiogroup" aria-labelledby="prefill-certificates" className="desk-choices">
        {certificates.map((one, at) => (
          <div className="desk-copy-field-line" key={one.pem}>
            <Radio
              id={`prefill-certificate-${at}`}
              name="prefill-certificate"
              label={one.subject === "" ? one.name : one.subject}
              description={text(STATES[one.state], {
                date: (one.state === "not-yet" ? one.not_before : one.not_after).slice(0, 10),
              })}
              isChecked={chosen === at}
              onChange={() => choose(at)}
            />
            <CopyButton value={one.pem} what={text("ui-prefill-pem")} />
          </div>
        ))}
        <Radio
          id="prefill-certificate-none"
          name="prefill-certificate"
          label={text("ui-prefill-certificate-none")}
          isChecked={chosen === null}
          onChange={() => choose(null)}
        />
      </div>
    </div>
  );
}
