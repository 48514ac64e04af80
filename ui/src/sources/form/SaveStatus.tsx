import { Spinner } from "@patternfly/react-core";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import { clockTime } from "../../components/Moment";
import { ProblemNotice } from "../../components/ProblemNotice";
import { useLocale } from "../../messages/locale";
import { useText } from "../../messages/text";
import type { SaveState } from "./autosave";
import { MergeNeeded } from "./useMerging";

/** Whether what was typed is stored: “Saved 14:02:11”. */
export function SaveStatus({ state }: { state: SaveState }) {
  const { text } = useText();
  const { locale } = useLocale();
  return (
    <span className="desk-save-status" role="status">
      {state.state === "saved" && (
        <>
          <CheckCircleIcon className="desk-ok" aria-hidden="true" />
          {text("ui-saved-at", { time: clockTime(state.at, locale) })}
        </>
      )}
      {(state.state === "saving" || state.state === "unsaved") && (
        <>
          <Spinner size="sm" aria-hidden="true" />
          {text("ui-saving")}
        </>
      )}
      {state.state === "problem" && text("ui-not-saved")}
    </span>
  );
}

/** Why it is not stored, with a way out. */
export function SaveProblem({ state, retry }: { state: SaveState; retry: () => void }) {
  // What collides has a question of its own.
  if (!("error" in state) || state.error instanceof MergeNeeded) return null;
  return <ProblemNotice error={state.error} retry={retry} />;
}
