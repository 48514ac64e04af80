import { Button } from "@patternfly/react-core";
import { useText } from "../messages/text";

/**
 * The way to the page that says what can be saved of a damaged database. It is a plain address, because a message may
 * stand outside of all screens.
 */
export function RecoveryLink() {
  const { text } = useText();
  return (
    <Button component="a" href="#/recovery" variant="link" isInline>
      {text("ui-recovery-open")}
    </Button>
  );
}
