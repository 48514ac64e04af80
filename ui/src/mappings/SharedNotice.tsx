import { List, ListItem } from "@patternfly/react-core";
import { Notice } from "../components/Notice";
import type { MappingUseView } from "../ipc/generated";
import { useText } from "../messages/text";
import { UseWords } from "./UseWords";

type Props = { uses: MappingUseView[]; isOthers: boolean };

/** Says which sources a save will change, before it does. */
export function SharedNotice({ uses, isOthers }: Props) {
  const { text } = useText();
  if (uses.length === 0) return null;
  const count = uses.length;
  return (
    <Notice tone="info" title={text(isOthers ? "ui-mapping-shared-others" : "ui-mapping-shared", { count })}>
      <List>
        {uses.map((use) => (
          <ListItem key={use.id}>
            <UseWords use={use} />
          </ListItem>
        ))}
      </List>
    </Notice>
  );
}
