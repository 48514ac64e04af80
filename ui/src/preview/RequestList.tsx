import { Label } from "@patternfly/react-core";
import { CopyButton } from "../components/CopyButton";
import type { ExactRequest } from "../ipc/generated";
import { idPart, useText } from "../messages/text";
import { partsOf } from "./url";

/** The requests of a login, each to read part by part and to copy as a whole. */
export function RequestList({ requests, provider }: { requests: ExactRequest[]; provider: string }) {
  const { textOf } = useText();
  return (
    <ol className="desk-requests">
      {requests.map((request) => (
        <li key={request.name}>
          <h3>{textOf(`request-${idPart(request.name)}`, { provider })}</h3>
          <Request request={request} step={textOf(`request-${idPart(request.name)}`, { provider })} />
        </li>
      ))}
    </ol>
  );
}

function Request({ request, step }: { request: ExactRequest; step: string }) {
  const { text } = useText();
  const { base, parameters } = partsOf(request.url);
  return (
    <div className="desk-request">
      <div className="desk-copy-field-line">
        <Label isCompact color="blue">
          {request.method}
        </Label>
        <code className="desk-code">{base}</code>
        <CopyButton value={request.url} what={text("ui-request-url", { step })} />
      </div>
      <Pairs pairs={parameters.map(({ name, value }) => [name, value])} />
      <Pairs pairs={request.headers.map(([name, value]) => [`${name}:`, value])} areHeaders />
      {request.body.length > 0 && <h4>{text("ui-preview-body")}</h4>}
      <Pairs pairs={request.body} />
    </div>
  );
}

type PairsProps = { pairs: [string, string][]; areHeaders?: boolean };

/** Names and values, one pair in a row. */
function Pairs({ pairs, areHeaders = false }: PairsProps) {
  if (pairs.length === 0) return null;
  return (
    <dl className={areHeaders ? "desk-parameters desk-headers" : "desk-parameters"}>
      {pairs.map(([name, value], n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs never move, and Slack's user_scope is there several times.
        <div key={n}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
