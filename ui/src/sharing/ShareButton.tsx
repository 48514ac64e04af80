import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { useText } from "../messages/text";
import { ShareDialog } from "./ShareDialog";

type Props = { id: string; name: string };

/** Opens the dialog that shares a source. */
export function ShareButton({ id, name }: Props) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        {text("ui-share")}
      </Button>
      {isOpen && <ShareDialog id={id} name={name} close={() => setOpen(false)} />}
    </>
  );
}
