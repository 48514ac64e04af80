import { useQuery } from "@tanstack/react-query";
import { CopyField } from "../components/CopyField";
import type { DraftView } from "../ipc/generated";
import { callback } from "../ipc/queries";
import { useText } from "../messages/text";
import { HostAddresses, Remarks } from "./HostAddresses";

/**
 * The callback in a few lines, for the form: what goes where. It follows the typing, so authentik's own host comes with
 * the draft; the provider's words and the hosts of the brands follow.
 */
export function CallbackSummary({ view }: { view: DraftView }) {
  const { text, textOf } = useText();
  const { data } = useQuery(callback(view.draft.id));
  const console = data?.console ?? null;
  const field = console?.callback_field ?? "";
  const [own, ...others] = data?.hosts ?? [];
  const where =
    console === null || field === ""
      ? undefined
      : `${textOf(console.name_id)}${text("ui-callback-where-between")}${text("ui-callback-register", { field })}`;
  const hint = view.host_is_placeholder ? text("ui-host-placeholder") : undefined;
  return (
    <div className="desk-callback" aria-live="polite">
      <CopyField
        label={text("ui-callback-url")}
        value={view.callback_url}
        hint={view.callback_domain === "" ? (hint ?? where) : undefined}
      />
      {view.callback_domain !== "" && (
        <CopyField
          label={text("ui-callback-domain")}
          value={view.callback_domain}
          hint={hint ?? text("ui-callback-domain-hint")}
        />
      )}
      {own !== undefined && <Remarks remarks={own.remarks} />}
      {others.map((host) => (
        <HostAddresses key={host.host} host={host} console={console} />
      ))}
    </div>
  );
}
