import { Card, CardBody, CardTitle, Checkbox } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Picture } from "../components/Picture";
import { useDark } from "../components/useDark";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";
import { useText } from "../messages/text";

/** The login page as it will be after a plan: on a computer, or as narrow as on a phone. */
export function LoginPageCard({ plan, stage }: { plan: string; stage: string }) {
  const { text } = useText();
  const [isNarrow, setNarrow] = useState(false);
  const dark = useDark();
  const { data } = useQuery({
    queryKey: ["planned-login-page", plan, dark, isNarrow],
    queryFn: () => call(commands.drawPlannedLoginPage(plan, dark, isNarrow)),
  });
  return (
    <Card component="section" aria-label={text("ui-plan-page")}>
      <CardTitle component="h3">{text("ui-plan-page")}</CardTitle>
      <CardBody className="desk-stack">
        <p className="desk-hint">{text("ui-plan-page-about", { stage })}</p>
        <Checkbox
          id="plan-page-narrow"
          label={text("ui-plan-page-narrow")}
          isChecked={isNarrow}
          onChange={(_, checked) => setNarrow(checked)}
        />
        {typeof data === "string" && (
          <Picture svg={data} alt={text("ui-plan-page-alt", { stage })} className="desk-login-page" />
        )}
      </CardBody>
    </Card>
  );
}
