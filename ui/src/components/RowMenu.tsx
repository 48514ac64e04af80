import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import EllipsisVIcon from "@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon";
import { useState } from "react";
import { useText } from "../messages/text";

type Props = {
  name: string;
  open(): void;
  /** Only where there are versions of it. */
  history?: () => void;
  copy(): void;
  /** Only where there is something to share. */
  share?: () => void;
  remove(): void;
};

/** What can be done with a row as a whole. */
export function RowMenu({ name, open, history, copy, share, remove }: Props) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: "right", appendTo: "inline" }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          icon={<EllipsisVIcon />}
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          aria-label={text("ui-actions-for", { name })}
        />
      )}
    >
      <DropdownList>
        <DropdownItem onClick={open}>{text("ui-open")}</DropdownItem>
        {history !== undefined && <DropdownItem onClick={history}>{text("ui-tab-history")}</DropdownItem>}
        <DropdownItem onClick={copy}>{text("ui-copy-draft")}</DropdownItem>
        {share !== undefined && <DropdownItem onClick={share}>{text("ui-share")}</DropdownItem>}
        <DropdownItem isDanger onClick={remove}>
          {text("ui-delete")}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
