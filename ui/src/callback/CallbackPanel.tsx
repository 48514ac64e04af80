import { Grid, GridItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../components/Answer";
import type { DraftView } from "../ipc/generated";
import { callback } from "../ipc/queries";
import { useText } from "../messages/text";
import { Checklist } from "./Checklist";
import { ConsoleFacts } from "./ConsoleFacts";
import { Hosts } from "./Hosts";
import { RegisteredBox } from "./RegisteredBox";
import { useCallbackActions } from "./useCallbackActions";

/** What the provider has to be told, what was done of it, and what went wrong there. */
export function CallbackPanel({ view }: { view: DraftView }) {
  const { text } = useText();
  const { id } = view.draft;
  const query = useQuery(callback(id));
  const actions = useCallbackActions(id);
  return (
    <Answer query={query}>
      {(data) => (
        <div className="desk-stack">
          <p>{text("ui-callback-about")}</p>
          <Grid hasGutter>
            <GridItem md={12} xl={6}>
              <div className="desk-stack">
                <Hosts data={data} actions={actions} />
                <RegisteredBox
                  id={id}
                  expected={data.hosts.map((host) => host.register).join("\n")}
                  actions={actions}
                />
              </div>
            </GridItem>
            <GridItem md={12} xl={6}>
              {data.console !== null && <ConsoleFacts console={data.console} />}
            </GridItem>
          </Grid>
          <Checklist steps={data.checklist} actions={actions} />
        </div>
      )}
    </Answer>
  );
}
