import { List, ListItem } from "@patternfly/react-core";
import type { ChangedMarkView, DraftMarkView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

/** More names than this would push the buttons out of sight. */
const SHOWN = 12;

type Props = { heading: MessageId; marks: DraftMarkView[] };

/** Drafts under a heading; nothing if there are none. */
export function MarkList({ heading, marks }: Props) {
  const { text } = useText();
  if (marks.length === 0) return null;
  return (
    <Names
      heading={text(heading, { n: marks.length })}
      names={marks.map(({ slug, name }) => ({ key: slug, name: `${name} (${slug})` }))}
    />
  );
}

/** Drafts that are here and in a backup, but not the same. */
export function ChangedList({ changed }: { changed: ChangedMarkView[] }) {
  const { text } = useText();
  if (changed.length === 0) return null;
  return (
    <Names
      heading={text("ui-backup-changed", { n: changed.length })}
      names={changed.map(({ here, there }) => ({
        key: here.slug,
        name: text("ui-backup-revisions", {
          name: `${here.name} (${here.slug})`,
          here: here.revision,
          there: there.revision,
        }),
      }))}
    />
  );
}

function Names({ heading, names }: { heading: string; names: { key: string; name: string }[] }) {
  const { text } = useText();
  return (
    <div>
      <strong>{heading}</strong>
      <List>
        {names.slice(0, SHOWN).map(({ key, name }) => (
          <ListItem key={key} className="desk-break">
            {name}
          </ListItem>
        ))}
        {names.length > SHOWN && <ListItem>{text("ui-backup-more", { n: names.length - SHOWN })}</ListItem>}
      </List>
    </div>
  );
}
