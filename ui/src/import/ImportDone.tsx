import { Card, CardBody, CardTitle, List, ListItem } from "@patternfly/react-core";
import { Link } from "@tanstack/react-router";
import { LinkButton } from "../components/LinkButton";
import { Notice } from "../components/Notice";
import type { ImportedView, ImportResult } from "../ipc/generated";
import { useText } from "../messages/text";
import { KeptList, SkippedList } from "./EntryLists";
import { useFieldNames } from "./useFieldNames";

/** What an import did, with the way to each draft. */
export function ImportDone({ result }: { result: ImportResult }) {
  const { text } = useText();
  const n_imported = result.imported.length;
  const hasSecrets = result.imported.some((one) => one.secrets.length > 0);
  return (
    <>
      <Notice
        tone={n_imported > 0 ? "success" : "info"}
        title={text("ui-import-done", { count: n_imported })}
        isLive
      >
        {n_imported > 0 && <p>{text("ui-import-done-undo")}</p>}
      </Notice>
      {hasSecrets && (
        <Notice
          tone={result.is_bundle ? "info" : "warning"}
          title={text(result.is_bundle ? "ui-bundle-secrets-title" : "ui-import-secrets-title")}
        >
          <p>{text(result.is_bundle ? "ui-bundle-secrets-about" : "ui-import-secrets-about")}</p>
        </Notice>
      )}
      {n_imported > 0 && (
        <Card>
          <CardTitle component="h2">{text("ui-import-drafts")}</CardTitle>
          <CardBody>
            <List isPlain>
              {result.imported.map((one) => (
                <ListItem key={one.id}>
                  <Imported one={one} isBundle={result.is_bundle} />
                </ListItem>
              ))}
            </List>
          </CardBody>
        </Card>
      )}
      <KeptList kept={result.kept} />
      <SkippedList skipped={result.skipped} showsFile />
      <div className="desk-heading-actions">
        <LinkButton to="/">{text("ui-import-to-sources")}</LinkButton>
      </div>
    </>
  );
}

function Imported({ one, isBundle }: { one: ImportedView; isBundle: boolean }) {
  const { text } = useText();
  const names = useFieldNames();
  return (
    <>
      <Link to="/sources/$id/$tab" params={{ id: one.id, tab: "overview" }}>
        {one.name === "" ? text("ui-unnamed") : one.name}
      </Link>{" "}
      <code className="desk-code">{one.slug}</code>
      {one.action === "replace" && <span className="desk-hint"> {text("ui-import-replaced")}</span>}
      {one.secrets.length > 0 && (
        <p className="desk-hint">
          {text(isBundle ? "ui-bundle-secrets" : "ui-import-secrets", { fields: names(one.secrets) })}
        </p>
      )}
      {one.dropped.length > 0 && (
        <p className="desk-hint">{text("ui-import-dropped", { fields: names(one.dropped) })}</p>
      )}
      {one.not_judged.length > 0 && (
        <p className="desk-hint">{text("ui-import-not-judged", { fields: names(one.not_judged) })}</p>
      )}
    </>
  );
}
