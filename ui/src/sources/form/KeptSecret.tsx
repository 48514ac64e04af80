import { Button, Flex, Label } from "@patternfly/react-core";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/key-icon";
import { useEffect, useState } from "react";
import { Moment } from "../../components/Moment";
import { ProblemNotice } from "../../components/ProblemNotice";
import { useToast } from "../../components/Toasts";
import { call } from "../../ipc/call";
import { commands, type SecretStanding, type SecretState } from "../../ipc/generated";
import type { MessageId } from "../../messages/ids.generated";
import { useText } from "../../messages/text";

type Props = {
  id: string;
  draft: string;
  label: string;
  state: SecretState;
  replace(): void;
  forget(): void;
};

/** The words for where a secret is. */
export const STANDINGS: Record<Exclude<SecretStanding, "not-set">, MessageId> = {
  memory: "ui-secret-kept",
  kept: "ui-secret-set",
  locked: "ui-secret-set",
  unreadable: "ui-secret-unreadable",
};

/** A secret that is there: how long it is and how old, and what can be done with it. */
export function KeptSecret({ id, draft, label, state, replace, forget }: Props) {
  const { text } = useText();
  const toast = useToast();
  const { standing } = state;
  const [isHidden, setHidden] = useState(true);
  const [error, setError] = useState<unknown>(null);
  if (standing === "not-set") return null;
  const isReadable = standing === "memory" || standing === "kept";
  const copy = async () => {
    try {
      const { seconds } = await call(commands.copySecret(draft, state.field));
      setError(null);
      toast({ kind: "done", tone: "info", title: text("ui-secret-copied", { label, seconds }) });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="desk-stack-small">
      <Flex alignItems={{ default: "alignItemsCenter" }} gap={{ default: "gapSm" }}>
        <Label color={standing === "unreadable" ? "red" : "teal"} icon={<KeyIcon />}>
          {text(STANDINGS[standing], { characters: state.n_characters })}
        </Label>
        {state.changed_at !== null && (
          <span className="desk-hint">
            {text("ui-secret-changed")} <Moment at={state.changed_at} />
          </span>
        )}
        <Button
          id={id}
          variant="secondary"
          size="sm"
          onClick={replace}
          aria-label={text("ui-secret-replace-what", { label })}
        >
          {text("ui-secret-replace")}
        </Button>
        {isReadable && (
          <>
            <Button
              variant="link"
              size="sm"
              aria-expanded={!isHidden}
              onClick={() => setHidden(!isHidden)}
              aria-label={text(isHidden ? "ui-secret-reveal-what" : "ui-secret-hide-what", { label })}
            >
              {text(isHidden ? "ui-secret-reveal" : "ui-secret-hide")}
            </Button>
            <Button
              variant="link"
              size="sm"
              onClick={() => void copy()}
              aria-label={text("ui-secret-copy-what", { label })}
            >
              {text("ui-secret-copy")}
            </Button>
          </>
        )}
        <Button
          variant="link"
          size="sm"
          onClick={forget}
          aria-label={text("ui-secret-forget-what", { label })}
        >
          {text("ui-secret-forget")}
        </Button>
      </Flex>
      {isReadable && !isHidden && (
        <Revealed draft={draft} field={state.field} label={label} hide={() => setHidden(true)} />
      )}
      {error !== null && <ProblemNotice error={error} />}
    </div>
  );
}

type RevealedProps = { draft: string; field: string; label: string; hide(): void };

/** The secret itself, until its time is up or the person looks elsewhere. It is in the state of this component only. */
function Revealed({ draft, field, label, hide }: RevealedProps) {
  const { text } = useText();
  const [secret, setSecret] = useState("");
  const [error, setError] = useState<unknown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read once, when the person asks for it.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    window.addEventListener("blur", hide);
    void call(commands.revealSecret(draft, field)).then(
      (revealed) => {
        if (isGone) return;
        setSecret(revealed.text);
        timer = setTimeout(hide, revealed.seconds * 1000);
      },
      (problem) => setError(problem),
    );
    return () => {
      isGone = true;
      clearTimeout(timer);
      window.removeEventListener("blur", hide);
    };
  }, []);
  if (error !== null) return <ProblemNotice error={error} />;
  return (
    <p className="desk-revealed" role="status" aria-label={text("ui-secret-revealed", { label })}>
      <code className="desk-code">{secret}</code>
    </p>
  );
}
