import { useQuery } from "@tanstack/react-query";
import { Answer } from "../components/Answer";
import { CopyField } from "../components/CopyField";
import type { DraftView } from "../ipc/generated";
import { callback } from "../ipc/queries";
import { useText } from "../messages/text";
import { Remarks } from "./HostAddresses";

/** Every address that authentik makes for a source, on each of its hosts. */
export function Addresses({ view }: { view: DraftView }) {
  const { text, textOf } = useText();
  const query = useQuery(callback(view.draft.id));
  return (
    <Answer query={query}>
      {({ hosts, console }) => (
        <div className="desk-stack">
          {hosts.every((host) => host.endpoints.length === 0) && (
            <p className="desk-hint">{text("ui-overview-addresses-none")}</p>
          )}
          {hosts.map((host) => (
            <div key={host.host} className="desk-stack">
              {host.endpoints.map(({ kind, value }) => (
                <CopyField
                  key={kind}
                  label={textOf(`endpoint-${kind}`)}
                  value={value}
                  hint={textOf(`endpoint-${kind}-about`)}
                />
              ))}
              {host.register !== null && host.register !== host.callback_url && (
                <CopyField
                  label={text("ui-callback-register", { field: console?.callback_field ?? "" })}
                  value={host.register}
                />
              )}
              <Remarks remarks={host.remarks} />
            </div>
          ))}
          {view.host_is_placeholder && hosts.some((host) => host.endpoints.length > 0) && (
            <p className="desk-hint">{text("ui-host-placeholder")}</p>
          )}
        </div>
      )}
    </Answer>
  );
}
