import { Label } from "@patternfly/react-core";
import { useText } from "../messages/text";

type Colour = "green" | "blue" | "purple" | "orange" | "red" | "grey";

const COLOURS: Readonly<Record<string, Colour>> = {
  auth: "green",
  link: "purple",
  enroll: "blue",
  deny: "orange",
  error: "red",
};

/** What authentik does with somebody, in a word; the colour says it again. */
export function ActionLabel({ action }: { action: string }) {
  const { textOf } = useText();
  return (
    <Label isCompact color={COLOURS[action] ?? "grey"}>
      {textOf(`lab-action-${action}`)}
    </Label>
  );
}
