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
      {parameters.length > 0 && (
        <dl className="desk-parameters">
          {parameters.map(({ name, value }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {request.headers.length > 0 && (
        <dl className="desk-parameters desk-headers">
          {request.headers.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}:</code>
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {request.body.length > 0 && (
        <>
          <h4>{text("ui-preview-body")}</h4>
          <dl className="desk-parameters">
            {request.body.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
