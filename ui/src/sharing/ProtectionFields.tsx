import {
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Radio,
  TextInput,
} from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useProblemWords } from "../components/ProblemNotice";
import { call, problemOf } from "../ipc/call";
import { commands } from "../ipc/generated";
import { useText } from "../messages/text";
import { useDebounced } from "../sources/useDebounced";
import { differs, type Protection } from "./protection";

type Props = { protection: Protection; change(protection: Protection): void };

/** Who can open the file: whoever knows a passphrase, typed twice, or whoever has a key. */
export function ProtectionFields({ protection, change }: Props) {
  const { text } = useText();
  const { way } = protection;
  return (
    <>
      <FormGroup role="radiogroup" fieldId="share-how" label={text("ui-share-how")}>
        <Radio
          id="share-how-passphrase"
          name="share-how"
          label={text("ui-share-how-passphrase")}
          isChecked={way === "passphrase"}
          onChange={() => change({ ...protection, way: "passphrase" })}
        />
        <Radio
          id="share-how-recipient"
          name="share-how"
          label={text("ui-share-how-recipient")}
          isChecked={way === "recipient"}
          onChange={() => change({ ...protection, way: "recipient" })}
        />
      </FormGroup>
      {way === "passphrase" ? (
        <Passphrase protection={protection} change={change} />
      ) : (
        <FormGroup label={text("ui-share-recipient")} fieldId="share-recipient" isRequired>
          <TextInput
            id="share-recipient"
            className="desk-mono"
            value={protection.recipient}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="share-recipient-about"
            onChange={(_, recipient) => change({ ...protection, recipient })}
          />
          <p id="share-recipient-about" className="desk-hint">
            {text("ui-share-recipient-about")}
          </p>
        </FormGroup>
      )}
    </>
  );
}

function Passphrase({ protection, change }: Props) {
  const { text } = useText();
  const { passphrase, again } = protection;
  const weak = useWeakness(passphrase, (isStrong) => change({ ...protection, isStrong }));
  return (
    <>
      <FormGroup label={text("ui-share-passphrase")} fieldId="share-passphrase" isRequired>
        <TextInput
          id="share-passphrase"
          type="password"
          value={passphrase}
          autoComplete="new-password"
          aria-describedby="share-passphrase-about share-passphrase-weak"
          onChange={(_, typed) => change({ ...protection, passphrase: typed, isStrong: false })}
        />
        <p id="share-passphrase-about" className="desk-hint">
          {text("ui-share-passphrase-about")}
        </p>
        <Hint id="share-passphrase-weak" words={weak} />
      </FormGroup>
      <FormGroup label={text("ui-share-passphrase-again")} fieldId="share-again" isRequired>
        <TextInput
          id="share-again"
          type="password"
          value={again}
          autoComplete="new-password"
          aria-describedby="share-again-differs"
          validated={differs(protection) ? "error" : "default"}
          onChange={(_, typed) => change({ ...protection, again: typed })}
        />
        <Hint
          id="share-again-differs"
          words={differs(protection) ? text("ui-share-passphrase-differs") : null}
        />
      </FormGroup>
    </>
  );
}

/** A line that says what is amiss, for eyes and ears; it is there before it has words, so that they are announced. */
function Hint({ id, words }: { id: string; words: string | null }) {
  return (
    <FormHelperText>
      <HelperText id={id} isLiveRegion>
        {words !== null && <HelperTextItem variant="error">{words}</HelperTextItem>}
      </HelperText>
    </FormHelperText>
  );
}

/** Asks the Rust side about a passphrase once the typing pauses; gives the words of what is amiss. */
function useWeakness(passphrase: string, judged: (isStrong: boolean) => void): string | null {
  const words = useProblemWords();
  const paused = useDebounced(passphrase);
  const [problem, setProblem] = useState<unknown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `judged` is another function each time and says the same.
  useEffect(() => {
    let isCurrent = true;
    setProblem(null);
    if (paused === "" || paused !== passphrase) return undefined;
    call(commands.checkBundlePassphrase(paused))
      .then(() => isCurrent && judged(true))
      .catch((error: unknown) => isCurrent && setProblem(error));
    return () => {
      isCurrent = false;
    };
  }, [paused, passphrase]);
  return problem === null ? null : words(problemOf(problem)).what;
}
