import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { Picture } from "../components/Picture";
import type { PhoneAction } from "../ipc/generated";
import { useText } from "../messages/text";
import type { Run } from "./operation";

type Props = { run: Run; appName: string; phone(action: PhoneAction): Promise<void> };

/** The QR code to scan, and a phone to scan it with. */
export function PhoneCard({ run, appName, phone }: Props) {
  const { text } = useText();
  const [isBusy, setBusy] = useState(false);
  if (run.qr === null || run.waiting === null || run.waiting === "landing") return null;
  const act = async (action: PhoneAction) => {
    setBusy(true);
    await phone(action);
    setBusy(false);
  };
  return (
    <section className="desk-phone-scene" aria-label={text("ui-phone-scene")}>
      <figure className="desk-qr-live">
        <Picture svg={run.qr.svg} alt={text("ui-qr-live-alt")} className="desk-qr" />
        <figcaption className="desk-hint">{text("ui-qr-live-about")}</figcaption>
      </figure>
      <div className="desk-phone" role="group" aria-label={text("ui-phone")}>
        <div className="desk-phone-screen" aria-live="polite">
          {run.waiting === "scan" ? (
            <>
              <p>{text("ui-phone-ready")}</p>
              <Button variant="primary" isBlock isDisabled={isBusy} onClick={() => void act("scan")}>
                {text("ui-phone-scan")}
              </Button>
            </>
          ) : (
            <>
              <p className="desk-phone-app">{appName}</p>
              <p>{text("ui-phone-confirm")}</p>
              <Button variant="primary" isBlock isDisabled={isBusy} onClick={() => void act("allow")}>
                {text("ui-phone-allow")}
              </Button>
              <Button variant="secondary" isBlock isDisabled={isBusy} onClick={() => void act("deny")}>
                {text("ui-phone-deny")}
              </Button>
            </>
          )}
        </div>
      </div>
    </section>
  );
}
