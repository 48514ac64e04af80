import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { servers } from "./queries";
import { ServerName } from "./ServerBand";

/** The way from a draft to a server. Without a server there is no such way. */
export function PushButton({ draft }: { draft: string }) {
  const { text } = useText();
  const navigate = useNavigate();
  const { data } = useQuery(servers());
  const [isOpen, setOpen] = useState(false);
  if (data === undefined || data.length === 0) return null;
  const goTo = async (name: string) => {
    await flushAll();
    await navigate({ to: "/servers/$name/plan", params: { name }, state: { drafts: [draft] } });
  };
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      toggle={(ref) => (
        <MenuToggle ref={ref} variant="secondary" isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text("ui-push-button")}
        </MenuToggle>
      )}
    >
      <DropdownList aria-label={text("ui-push-button-many")}>
        {data.map(({ name, host, colour }) => (
          <DropdownItem key={name} description={host} onClick={() => void goTo(name)}>
            <ServerName name={name} colour={colour} />
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
