import { CopyField } from "../components/CopyField";
import type { ConsoleView, HostView, Remark } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = { host: HostView; console: ConsoleView | null };

/** What one host's callback is, and what of it goes into which field of the provider's console. */
export function HostAddresses({ host, console }: Props) {
  const { text } = useText();
  const field = console?.callback_field ?? "";
  const register =
    field === "" ? text("ui-callback-register-plain") : text("ui-callback-register", { field });
  const isWhole = host.register === host.callback_url;
  return (
    <div className="desk-stack">
      {host.callback_url !== null && (
        <CopyField
          label={text("ui-callback-of", { host: host.host })}
          value={host.callback_url}
          hint={isWhole ? register : undefined}
        />
      )}
      {host.register !== null && !isWhole && <CopyField label={register} value={host.register} />}
      {host.domain !== null && (
        <CopyField
          label={text("ui-callback-register", { field: console?.domain_field ?? "" })}
          value={host.domain}
        />
      )}
      <Remarks remarks={host.remarks} />
    </div>
  );
}

/** What the provider does not take about a host. */
export function Remarks({ remarks }: { remarks: Remark[] }) {
  const { textOf } = useText();
  return remarks.map((remark) => (
    <p key={remark.code} className="desk-remark">
      {textOf(`remark-${remark.code}`, remark.arguments)}
    </p>
  ));
}
