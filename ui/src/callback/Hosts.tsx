import {
  Button,
  Card,
  CardBody,
  CardTitle,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useId, useState } from "react";
import type { CallbackView } from "../ipc/generated";
import { useText } from "../messages/text";
import { HostAddresses } from "./HostAddresses";
import type { CallbackActions } from "./useCallbackActions";

type Props = { data: CallbackView; actions: CallbackActions };

/** The callback of each domain that serves authentik. Domains of brands come and go here. */
export function Hosts({ data, actions }: Props) {
  const { text } = useText();
  const id = useId();
  const brands = data.hosts.filter((host) => host.is_brand).map((host) => host.host);
  return (
    <Card>
      <CardTitle component="h2">{text("ui-callback-hosts")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p className="desk-hint">{text("ui-callback-hosts-about")}</p>
          {data.hosts.map((host) => (
            <div key={host.host} className="desk-host">
              <HostAddresses host={host} console={data.console} />
              {host.is_placeholder && <p className="desk-hint">{text("ui-host-placeholder")}</p>}
              {host.is_brand && (
                <Button
                  variant="link"
                  isInline
                  aria-label={text("ui-brand-host-remove-what", { host: host.host })}
                  onClick={async () => {
                    await actions.setBrandHosts(brands.filter((one) => one !== host.host));
                    // The button that had the focus is gone with its host.
                    requestAnimationFrame(() => document.getElementById(id)?.focus());
                  }}
                >
                  {text("ui-brand-host-remove")}
                </Button>
              )}
            </div>
          ))}
          <AddHost id={id} add={(host) => actions.setBrandHosts([...brands, host])} />
        </div>
      </CardBody>
    </Card>
  );
}

function AddHost({ id, add }: { id: string; add(host: string): Promise<boolean> }) {
  const { text } = useText();
  const [host, setHost] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (host.trim() !== "" && (await add(host.trim()))) setHost("");
  };
  return (
    <form className="desk-add-host" onSubmit={(event) => void submit(event)} noValidate>
      <FormGroup label={text("ui-brand-host")} fieldId={id}>
        <div className="desk-add-host-line">
          <TextInput
            id={id}
            value={host}
            className="desk-mono"
            spellCheck={false}
            autoComplete="off"
            aria-describedby={`${id}-help`}
            onChange={(_, value) => setHost(value)}
          />
          <Button type="submit" variant="secondary" isDisabled={host.trim() === ""}>
            {text("ui-brand-host-add")}
          </Button>
        </div>
        <FormHelperText>
          <HelperText id={`${id}-help`}>
            <HelperTextItem>{text("ui-brand-host-help")}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
    </form>
  );
}
