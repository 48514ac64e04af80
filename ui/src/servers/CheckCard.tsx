import {
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core";
import { type ReactNode, useState } from "react";
import { Moment } from "../components/Moment";
import { ProblemNotice } from "../components/ProblemNotice";
import { call, problemOf } from "../ipc/call";
import { commands, type ServerCheckView, type ServerView } from "../ipc/generated";
import { useText } from "../messages/text";
import { CertificateNotice, isOfCertificate } from "./Certificate";
import { useServersCache } from "./queries";
import { TrustDialog } from "./TrustDialog";

/** A clock that is off by more is told: a login's state lives for minutes. */
const MOST_SKEW_SECONDS = 60;

type Props = { server: ServerView; edit(): void };

/** Whether the server can be worked with. It is contacted only when a person asks. */
export function CheckCard({ server, edit }: Props) {
  const { text } = useText();
  const cache = useServersCache();
  const [found, setFound] = useState<ServerCheckView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isComparing, setComparing] = useState(false);
  const { name, host } = server;

  const check = async (isAccepted = false) => {
    setBusy(true);
    setError(null);
    setFound(null);
    try {
      setFound(await call(isAccepted ? commands.acceptServer(name) : commands.checkServer(name)));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
      await cache.changed();
    }
  };
  const problem = error === null ? null : problemOf(error);
  const code = problem?.code ?? null;
  const untrusted = problem !== null && isOfCertificate(problem) ? problem : null;
  return (
    <Card component="section" aria-label={text("ui-server-check-title")}>
      <CardTitle component="h2">{text("ui-server-check-title")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <div className="desk-heading-actions">
            <Button variant="secondary" onClick={() => void check()} isLoading={isBusy} isDisabled={isBusy}>
              {text("ui-server-check")}
            </Button>
            <span role="status">{isBusy && text("ui-server-checking", { host })}</span>
            {!isBusy && (
              <span className="desk-hint">
                {server.checked_at === null ? (
                  text("ui-servers-not-checked")
                ) : (
                  <>
                    {server.version} · <Moment at={server.checked_at} />
                  </>
                )}
              </span>
            )}
          </div>
          {error !== null && untrusted === null && <ProblemNotice error={error} retry={() => void check()} />}
          {untrusted !== null && <CertificateNotice problem={untrusted} compare={() => setComparing(true)} />}
          {untrusted !== null && isComparing && (
            <TrustDialog
              server={server}
              problem={untrusted}
              close={() => setComparing(false)}
              done={() => {
                setComparing(false);
                void check();
              }}
            />
          )}
          {code === "server-another" && (
            <div>
              <Button variant="secondary" onClick={() => void check(true)}>
                {text("ui-server-accept")}
              </Button>
            </div>
          )}
          {(code === "server-token-refused" || code === "server-no-token") && (
            <div>
              <Button variant="secondary" onClick={edit}>
                {text("ui-server-edit")}
              </Button>
            </div>
          )}
          {found !== null && <Found found={found} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Found({ found }: { found: ServerCheckView }) {
  const { text, textOf } = useText();
  const { version, support, user, skew_seconds: skew } = found;
  const facts: [string, ReactNode][] = [
    [
      text("ui-server-version"),
      support === "known"
        ? version
        : text(support === "newer" ? "ui-server-version-newer" : "ui-server-version-older", { version }),
    ],
    ...(found.absent.length === 0
      ? []
      : [[text("ui-server-absent"), found.absent.join(", ")] satisfies [string, ReactNode]]),
    [text("ui-server-user"), found.is_superuser ? text("ui-server-user-super", { user }) : user],
    [
      text("ui-server-rights"),
      <ul key="rights" className="desk-marks">
        {found.permissions.map(({ right, granted }) => (
          <li key={right}>
            <span aria-hidden="true">{granted ? "✓" : "✗"} </span>
            <span className="pf-v6-screen-reader">
              {text(granted ? "ui-server-right-yes" : "ui-server-right-no")}{" "}
            </span>
            {textOf(`server-right-${right}`)}
          </li>
        ))}
      </ul>,
    ],
    [
      text("ui-server-clock"),
      skew === null
        ? text("ui-server-clock-unknown")
        : Math.abs(skew) > MOST_SKEW_SECONDS
          ? text(skew > 0 ? "ui-server-clock-ahead" : "ui-server-clock-behind", { seconds: Math.abs(skew) })
          : text("ui-server-clock-good"),
    ],
  ];
  return (
    <DescriptionList isHorizontal isCompact className="desk-server-found">
      {facts.map(([term, words]) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription className="desk-break">{words}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
