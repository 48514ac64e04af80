import { Button, Form, FormGroup, TextArea, TextInput } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CopyField } from "../components/CopyField";
import { ProblemNotice } from "../components/ProblemNotice";
import type { TestLoginRequest, TestRoute } from "../ipc/generated";
import { testLoginPreparation } from "../ipc/queries";
import { useText } from "../messages/text";
import type { Run } from "./operation";
import { PageCard } from "./PageCard";
import type { TestLogin } from "./useTestLogin";

/** Where a browser comes back to this computer, unless the person says otherwise. */
const LOOPBACK_PORT = 33418;

type RealOptionsProps = {
  id: string;
  route: Exclude<TestRoute, "simulator">;
  login: TestLogin;
  provider: string;
};

/** Starts a login at the real provider, and says what has to be prepared for it. */
export function RealOptions({ id, route, login, provider }: RealOptionsProps) {
  const { text } = useText();
  const { isRunning, run } = login;
  const [typed, setTyped] = useState(String(LOOPBACK_PORT));
  const port = portOf(typed);
  const request = requestOf(route, port);
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning && request !== null) void login.startReal(request);
      }}
    >
      <p>{text("ui-real-about", { provider })}</p>
      {route === "browser" && (
        <FormGroup label={text("ui-real-port")} fieldId="test-port">
          <TextInput
            id="test-port"
            className="desk-port"
            inputMode="numeric"
            value={typed}
            isDisabled={isRunning}
            validated={port === null ? "error" : "default"}
            aria-describedby="test-port-about"
            onChange={(_, value) => setTyped(value)}
          />
          <p className="desk-hint" id="test-port-about" role={port === null ? "alert" : undefined}>
            {text("ui-real-port-about")}
          </p>
        </FormGroup>
      )}
      {(route === "browser" || route === "hosts") && (
        <Preparation id={id} route={route} port={port ?? LOOPBACK_PORT} />
      )}
      <div className="desk-test-buttons">
        {isRunning ? (
          <Button variant="secondary" onClick={() => void login.cancel()}>
            {text("ui-test-cancel")}
          </Button>
        ) : (
          <Button variant="primary" type="submit">
            {text(run === null ? "ui-test-start" : "ui-test-again")}
          </Button>
        )}
        <span className="pf-v6-screen-reader" role="status">
          {isRunning && text("ui-test-running")}
        </span>
      </div>
    </Form>
  );
}

/** What has to be done elsewhere first: a redirect URI to register, a line for the hosts file. */
function Preparation({ id, route, port }: { id: string; route: "browser" | "hosts"; port: number }) {
  const { text } = useText();
  const { data } = useQuery(testLoginPreparation(id, port));
  if (data === undefined) return null;
  const { redirect_uri, hosts_line, hosts_file, callback_url } = data;
  return (
    <>
      {route === "browser" && redirect_uri !== null && (
        <CopyField
          label={text("ui-real-register")}
          value={redirect_uri}
          hint={text("ui-real-register-about")}
        />
      )}
      {route === "hosts" && hosts_line !== null && (
        <CopyField
          label={text("ui-real-hosts")}
          value={hosts_line}
          hint={text("ui-real-hosts-about", { file: hosts_file, callback: callback_url })}
        />
      )}
    </>
  );
}

function requestOf(route: Exclude<TestRoute, "simulator">, port: number | null): TestLoginRequest | null {
  if (route !== "browser") return { route };
  return port === null ? null : { route, port };
}

/** A port that a program without special rights may have. */
function portOf(typed: string): number | null {
  const port = /^[0-9]{4,5}$/.test(typed.trim()) ? Number(typed) : 0;
  return port >= 1024 && port <= 65535 ? port : null;
}

/** What the login window shows. A page in it cannot draw this, so a person can tell it from a fake. */
export function WindowCard({ run }: { run: Run }) {
  const { text } = useText();
  if (run.page === null || run.waiting !== "window") return null;
  return (
    <section className="desk-stack desk-landing" aria-label={text("ui-real-window")}>
      <h2 className="desk-subheading">{text("ui-real-window")}</h2>
      <div role="status">
        {run.origin === null ? (
          <p>{text("ui-real-window-loading")}</p>
        ) : (
          <>
            <p className="desk-copy-field-label">{text("ui-real-window-shows")}</p>
            <code className="desk-code desk-origin">{run.origin}</code>
          </>
        )}
      </div>
      <p className="desk-hint">{text("ui-real-window-about", { callback: run.page.callback_url })}</p>
    </section>
  );
}

/** The page to open in the person's browser, and the way back from there. */
export function BrowserCard({ run, login }: { run: Run; login: TestLogin }) {
  const { text } = useText();
  if (run.page === null || (run.waiting !== "landing" && run.waiting !== "browser")) return null;
  const { callback_url } = run.page;
  return (
    <PageCard
      run={run}
      login={login}
      title={text("ui-real-open")}
      about={text("ui-real-open-about")}
      isPrimary={run.waiting === "browser"}
    >
      {run.waiting === "browser" ? (
        <p role="status">{text("ui-real-browser-about", { callback: callback_url })}</p>
      ) : (
        <Landing callback={callback_url} login={login} />
      )}
    </PageCard>
  );
}

/** The place for the address that the browser landed on. */
function Landing({ callback, login }: { callback: string; login: TestLogin }) {
  const { text } = useText();
  const [address, setAddress] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const paste = async () => {
    setBusy(true);
    setError(null);
    try {
      await login.paste(address);
      setAddress("");
    } catch (problem) {
      // What was pasted stays, so that it can be mended.
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void paste();
      }}
    >
      <FormGroup label={text("ui-real-paste")} fieldId="landing-address">
        <TextArea
          id="landing-address"
          value={address}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="landing-address-about"
          onChange={(_, value) => setAddress(value)}
        />
        <p className="desk-hint" id="landing-address-about">
          {text("ui-real-paste-about", { callback })}
        </p>
      </FormGroup>
      {error !== null && <ProblemNotice error={error} />}
      <div className="desk-test-buttons">
        <Button variant="primary" type="submit" isDisabled={isBusy}>
          {text("ui-real-continue")}
        </Button>
      </div>
    </Form>
  );
}
