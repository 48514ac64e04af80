import {
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import type { Checkup } from "../ipc/generated";
import { useText } from "../messages/text";
import { checkup } from "./backups";
import { RecoveryLink } from "./RecoveryLink";

/** Checks the data folder when a person asks for it. */
export function Checks() {
  const { text } = useText();
  const query = useQuery(checkup());
  return (
    <>
      <div>
        <Button
          variant="secondary"
          onClick={() => void query.refetch()}
          isDisabled={query.isFetching}
          isLoading={query.isFetching}
        >
          {query.isFetching ? text("ui-checking") : text("ui-check-now")}
        </Button>
      </div>
      {query.isError && <ProblemNotice error={query.error} />}
      {query.data !== undefined && !query.isFetching && <Results checks={query.data.checks} />}
    </>
  );
}

function Results({ checks }: { checks: Checkup["checks"] }) {
  const { text, textOf } = useText();
  const isWell = checks.every((check) => check.ok);
  const isDamaged = checks.some(({ name, ok }) => !ok && (name === "database" || name === "integrity"));
  return (
    <>
      <Notice
        tone={isWell ? "success" : "warning"}
        title={text(isWell ? "ui-checks-well" : "ui-checks-bad")}
        component="h3"
        isLive
        actions={isDamaged && <RecoveryLink />}
      />
      <DescriptionList isHorizontal isCompact>
        {checks.map(({ name, ok, detail }) => (
          <DescriptionListGroup key={name}>
            <DescriptionListTerm>{textOf(`doctor-${name}`)}</DescriptionListTerm>
            <DescriptionListDescription>
              <Label isCompact status={ok ? "success" : "warning"}>
                {text(ok ? "ui-check-well" : "ui-check-bad")}
              </Label>{" "}
              <span className="desk-break">{detail}</span>
            </DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
    </>
  );
}
