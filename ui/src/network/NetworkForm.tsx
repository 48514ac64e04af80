import { Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type NetworkSettings } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = { settings: NetworkSettings; onChange: (settings: NetworkSettings) => void };

/** The proxy and the company's own authority, for whoever needs them. */
export function NetworkForm({ settings, onChange }: Props) {
  const { text } = useText();
  const [proxy, setProxy] = useState(settings.proxy ?? "");
  const [error, setError] = useState<unknown>(null);
  const [isSaved, setSaved] = useState(false);
  const change = async (work: () => Promise<NetworkSettings>) => {
    setError(null);
    setSaved(false);
    try {
      onChange(await work());
      setSaved(true);
    } catch (failure) {
      setError(failure);
    }
  };
  const caFile = settings.ca_file ?? null;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void change(() => call(commands.setProxy(proxy === "" ? null : proxy)));
      }}
    >
      <FormGroup label={text("network-proxy")} fieldId="network-proxy">
        <TextInput
          id="network-proxy"
          value={proxy}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="network-proxy-help"
          onChange={(_, value) => {
            setProxy(value);
            setSaved(false);
          }}
        />
        <p className="desk-hint" id="network-proxy-help">
          {text("network-proxy-help")}
        </p>
        <div className="desk-test-buttons">
          <Button type="submit" variant="secondary">
            {text("network-save")}
          </Button>
          <span role="status">{isSaved && text("network-saved")}</span>
        </div>
      </FormGroup>
      <div role="group" aria-labelledby="network-ca-file">
        <p id="network-ca-file">
          <strong>{text("network-ca-file")}</strong>
        </p>
        {caFile !== null && <code className="desk-network-path">{caFile}</code>}
        <p className="desk-hint">{text("network-ca-file-help")}</p>
        <div className="desk-test-buttons">
          <Button variant="secondary" onClick={() => void change(() => call(commands.chooseCaFile()))}>
            {text("network-ca-choose")}
          </Button>
          {caFile !== null && (
            <Button variant="link" onClick={() => void change(() => call(commands.forgetCaFile()))}>
              {text("network-ca-forget")}
            </Button>
          )}
        </div>
      </div>
      {error !== null && <ProblemNotice error={error} />}
    </Form>
  );
}
