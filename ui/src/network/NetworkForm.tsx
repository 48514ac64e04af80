import { Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type NetworkSettings } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = { settings: NetworkSettings; onChange: (settings: NetworkSettings) => void };

/** The proxy, the company's own authority and its hosts in a private network, for whoever needs them. */
export function NetworkForm(props: Props) {
  return (
    <div className="desk-stack">
      <ProxyForm {...props} />
      <PrivateHostsForm key={privateHosts(props.settings)} {...props} />
    </div>
  );
}

const privateHosts = (settings: NetworkSettings) => (settings.private_hosts ?? []).join(" ");

/** The hosts that may be on this computer or in a private network. */
function PrivateHostsForm({ settings, onChange }: Props) {
  const { text } = useText();
  const kept = privateHosts(settings);
  const [hosts, setHosts] = useState(kept);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      onChange(await call(commands.setPrivateHosts(hosts.split(/[\s,;，；、]+/))));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormGroup label={text("network-private-hosts")} fieldId="network-private-hosts">
        <TextInput
          id="network-private-hosts"
          value={hosts}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="network-private-hosts-help"
          onChange={(_, value) => setHosts(value)}
        />
        <p className="desk-hint" id="network-private-hosts-help">
          {text("network-private-hosts-help")}
        </p>
        <div className="desk-test-buttons">
          <Button type="submit" variant="secondary">
            {text("network-save")}
          </Button>
          <span role="status">{kept !== "" && hosts === kept && text("network-saved")}</span>
        </div>
      </FormGroup>
      {error !== null && <ProblemNotice error={error} />}
    </Form>
  );
}

function ProxyForm({ settings, onChange }: Props) {
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
