import { Button } from "@patternfly/react-core";
import ImportIcon from "@patternfly/react-icons/dist/esm/icons/import-icon";
import { useText } from "../messages/text";
import { useChooseImports } from "./useImport";

type Props = { variant?: "primary" | "secondary"; isAgain?: boolean };

/** Opens the dialog that chooses blueprints. */
export function ImportButton({ variant = "secondary", isAgain = false }: Props) {
  const { text } = useText();
  const { choose, isBusy } = useChooseImports();
  return (
    <Button variant={variant} icon={<ImportIcon />} onClick={choose} isDisabled={isBusy}>
      {text(isAgain ? "ui-import-again" : "ui-import-button")}
    </Button>
  );
}
