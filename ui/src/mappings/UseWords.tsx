import type { MappingUseView } from "../ipc/generated";
import { useText } from "../messages/text";

/** A source that uses a mapping, and for what: “WeChat (wechat): users”. */
export function UseWords({ use }: { use: MappingUseView }) {
  const { text } = useText();
  const isForGroups = use.fields.includes("group_property_mappings");
  const isForUsers = use.fields.includes("user_property_mappings");
  return (
    <>
      {use.name === "" ? text("ui-unnamed") : use.name} <code className="desk-code">{use.slug}</code>
      {" · "}
      {text(
        isForUsers && isForGroups
          ? "ui-mapping-for-both"
          : isForGroups
            ? "ui-mapping-for-groups"
            : "ui-mapping-for-users",
      )}
    </>
  );
}
