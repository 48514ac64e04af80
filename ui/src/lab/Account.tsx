import type { PipelineView, PredictionView, UserCard } from "../ipc/generated";
import { useText } from "../messages/text";
import { Changes } from "./Changes";
import { type Difference, differences } from "./values";

type Props = { pipeline: PipelineView; prediction: PredictionView | null };

/** The account before and afterwards, the properties that are not written, and the groups. */
export function Account({ pipeline, prediction }: Props) {
  const { text, textOf } = useText();
  const { discarded, groups: came, properties } = pipeline;
  const user = prediction?.user ?? null;
  const before = prediction?.before ?? null;
  const isAttribute = ({ path }: Difference) => Number(path[0] === "attributes");
  const changes = user === null ? [] : differences(recordOf(before), recordOf(user));
  changes.sort((one, other) => isAttribute(one) - isAttribute(other));
  return (
    <div className="desk-stack">
      {prediction === null && (
        <Changes
          label={text("ui-lab-properties")}
          changes={differences({}, properties)}
          columns={[text("ui-lab-before"), text("ui-lab-after")]}
        />
      )}
      {prediction !== null && user === null && <p>{text("ui-lab-account-none")}</p>}
      {user !== null && (
        <>
          <p>
            {text(user.is_made ? "ui-lab-account-new" : "ui-lab-account-old", { name: user.username ?? "" })}
          </p>
          {changes.length === 0 ? (
            <p>{text("ui-lab-account-same")}</p>
          ) : (
            <Changes
              label={text("ui-lab-account")}
              changes={changes}
              columns={[text("ui-lab-account-before"), text("ui-lab-account-after")]}
            />
          )}
        </>
      )}
      {discarded.length > 0 && (
        <div>
          <h4 className="desk-copy-field-label">{text("ui-lab-discarded")}</h4>
          <ul className="desk-list">
            {discarded.map(({ key, why }) => (
              <li key={key}>
                <code className="desk-code">{key}</code>: {textOf(`lab-discarded-${why}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {(came.length > 0 || (prediction?.groups.length ?? 0) > 0) && (
        <div>
          <h4 className="desk-copy-field-label">{text("ui-lab-groups")}</h4>
          <ul className="desk-list">
            {prediction === null
              ? came.map(({ id }) => <li key={id}>{id}</li>)
              : prediction.groups.map(({ identifier, name, fate }) => (
                  <li key={identifier} className="desk-break">
                    <code className="desk-code">{name}</code>: {textOf(`lab-fate-${fate}`)}
                  </li>
                ))}
          </ul>
          {prediction !== null && prediction.left.length > 0 && (
            <p>{text("ui-lab-left", { groups: prediction.left.join(", ") })}</p>
          )}
        </div>
      )}
    </div>
  );
}

/** What of an account is worth comparing; nothing for one that is not there. */
function recordOf(card: UserCard | null): Record<string, unknown> {
  // With attributes that are empty, each attribute of a new account is a row of its own.
  if (card === null) return { attributes: {} };
  const { username, name, email, path, type, is_active, attributes } = card;
  const record = { username, name, email, path, type, is_active, attributes };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
