import {
  Button,
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
} from "@patternfly/react-core";
import type { ReactNode } from "react";
import type { HostCheck, HostProblem } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { addressWords, certificateWords, hostName, isAddress, wayWords } from "./words";

type Props = {
  host: HostCheck;
  /** Lets the host be in a private network; `null` while it cannot be asked. */
  onAllow: (() => void) | null;
};

/** What a check found about one host, stage by stage. */
export function HostCard({ host, onAllow }: Props) {
  const words = useText();
  const { text, textOf } = words;
  const isOdd = host.addresses.some(({ kind }) => kind !== "public");
  const isDirect = host.way?.kind === "direct" && host.way.reason.why !== "loopback";
  return (
    <Card className="desk-network-host">
      <CardTitle component="h3">
        {host.host}{" "}
        <Label color={host.problem === null ? "green" : "red"} isCompact>
          {text(host.problem === null ? "network-reached" : "network-failed")}
        </Label>
      </CardTitle>
      <CardBody>
        <DescriptionList isHorizontal isCompact>
          {host.problem !== null && (
            <Row term="network-problem">
              <ProblemWords problem={host.problem} />
              {host.problem.code === "address-private" && onAllow !== null && (
                <Button variant="secondary" onClick={onAllow}>
                  {text("network-allow-host", { host: hostName(host.host) })}
                </Button>
              )}
            </Row>
          )}
          {host.way !== null && <Row term="network-way">{wayWords(words, host.way)}</Row>}
          {host.addresses.length > 0 && (
            <Row term={host.way?.kind === "proxy" ? "network-proxy-addresses" : "network-addresses"}>
              {host.addresses.map((address) => addressWords(words, address)).join(", ")}
              {host.way?.kind === "proxy" && !isAddress(host.host) && (
                <p className="desk-hint">{text("network-proxy-looks-up")}</p>
              )}
              {isOdd && isDirect && <p className="desk-hint">{text("network-addresses-remark")}</p>}
            </Row>
          )}
          {(host.tls_version !== null || host.certificate !== null) && (
            <Row term="network-tls">
              {host.tls_version !== null && (
                <p>{text("network-tls-version", { version: host.tls_version })}</p>
              )}
              {host.certificate !== null &&
                certificateWords(words, host.certificate).map((line) => <p key={line}>{line}</p>)}
            </Row>
          )}
          {host.status !== null && (
            <Row term="network-answer">{text("network-answer-status", { status: String(host.status) })}</Row>
          )}
          {host.times.length > 0 && (
            <Row term="network-times">
              {host.times
                .map(({ stage, milliseconds }) =>
                  textOf(`network-time-${stage}`, { milliseconds: String(milliseconds) }),
                )
                .join(" · ")}
            </Row>
          )}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

function ProblemWords({ problem }: { problem: HostProblem }) {
  const { text, textOf } = useText();
  const { code, stage, proxy_status } = problem;
  return (
    <>
      <p>
        <strong>{textOf(`explain-${code}`)}</strong>
      </p>
      <p>{textOf(`explain-${code}-why`)}</p>
      <p>{textOf(`explain-${code}-fix`)}</p>
      <p className="desk-hint">
        {stage !== null && <>{textOf(`network-stage-${stage}`)} · </>}
        {proxy_status !== null && <>{text("network-proxy-status", { status: String(proxy_status) })} · </>}
        <code>{code}</code>
      </p>
    </>
  );
}

function Row({ term, children }: { term: MessageId; children: ReactNode }) {
  const { text } = useText();
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{text(term)}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
