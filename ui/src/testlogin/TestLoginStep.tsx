import { Button, Form, FormGroup, FormSelect, FormSelectOption, Radio } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Answer } from "../components/Answer";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import type { DraftView, PhoneMode, RehearsalChoices, TestRoute } from "../ipc/generated";
import { rehearsalChoices } from "../ipc/queries";
import { useText } from "../messages/text";
import { NetworkPanel } from "../network/NetworkPanel";
import { TestRuns } from "../testruns/TestRuns";
import { firstName } from "../wizard/kinds";
import { PageCard } from "./PageCard";
import { PhoneCard } from "./PhoneCard";
import { BrowserCard, RealOptions, WindowCard } from "./RealLogin";
import { Result, User } from "./Result";
import { RouteChoice } from "./RouteChoice";
import { SequenceDrawing } from "./SequenceDrawing";
import { StepList } from "./StepList";
import { type TestLogin, useTestLogin } from "./useTestLogin";

/** A whole login against the built-in stand-in for the provider, drawn as it happens. */
export function TestLoginStep({ view }: { view: DraftView }) {
  const query = useQuery(rehearsalChoices(view.draft.type));
  return <Answer query={query}>{(choices) => <Bench view={view} choices={choices} />}</Answer>;
}

function Bench({ view, choices }: { view: DraftView; choices: RehearsalChoices }) {
  const { text, textOf } = useText();
  const last = useTestLogin(view.draft.id);
  const provider = view.kind === null || view.kind.type === "wechat" ? null : firstName(view.kind);
  const name = provider ?? text("ui-lifeline-wechat-real");
  const [route, setRoute] = useState<TestRoute>(last.run?.route ?? "simulator");
  // What happened on one way says nothing about another, so each shows its own only.
  const isShown = last.run?.route === route;
  const login = isShown ? last : { ...last, run: null, error: null };
  const { run, error } = login;
  return (
    <div className="desk-stack">
      <RouteChoice
        routes={choices.routes}
        route={route}
        setRoute={setRoute}
        isDisabled={last.isRunning}
        provider={name}
      />
      {route !== "simulator" ? (
        <RealOptions key={route} id={view.draft.id} route={route} login={login} provider={name} />
      ) : (
        <>
          <p>{provider === null ? text("ui-test-about") : text("ui-test-about-provider", { provider })}</p>
          <Options choices={choices} login={login} hasPhone={provider === null} />
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
      {run?.warnings.map((code) => (
        <Notice key={code} tone="warning" title={textOf(`note-${code}`)} />
      ))}
      {run?.waiting && (
        <InSight>
          <PhoneCard run={run} appName={view.draft.name} phone={login.phone} />
          <WindowCard run={run} />
          {route !== "simulator" && <BrowserCard run={run} login={login} />}
          {route === "simulator" && run.waiting === "browser" && (
            <PageCard
              run={run}
              login={login}
              title={text("ui-own-login")}
              about={text("ui-own-login-about")}
            />
          )}
        </InSight>
      )}
      {run?.rehearsal && (
        <InSight>
          <Result rehearsal={run.rehearsal} />
        </InSight>
      )}
      <section className="desk-sequence-scroll" aria-label={text("ui-sequence")}>
        <SequenceDrawing steps={run?.steps ?? []} provider={provider} isReal={route !== "simulator"} />
      </section>
      {run?.rehearsal && <User rehearsal={run.rehearsal} />}
      {run !== null && run.steps.length > 0 && (
        <div>
          <h2 className="desk-subheading">{text("ui-steps")}</h2>
          <StepList steps={run.steps} />
        </div>
      )}
      <TestRuns draft={view.draft.id} provider={provider} finished={last.run?.rehearsal ?? null} />
      <NetworkPanel id={view.draft.id} />
    </div>
  );
}

/** Brings what has just appeared into sight, as far as it is not there already. */
function InSight({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces, because newer engines give a promise back, which is no clean-up.
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div className="desk-stack desk-in-sight" ref={place}>
      {children}
    </div>
  );
}

type OptionsProps = {
  choices: RehearsalChoices;
  login: TestLogin;
  /** Whether the login asks for a phone, as only WeChat's does; every other provider has a login page. */
  hasPhone: boolean;
};

function Options({ choices, login, hasPhone }: OptionsProps) {
  const { text, textOf, textIf } = useText();
  const [profile, setProfile] = useState(choices.profiles[0] ?? "");
  const [fault, setFault] = useState("");
  const [phone, setPhone] = useState<PhoneMode>("automatic");
  const { isRunning, run } = login;
  const profileAbout = textIf(`profile-${profile}-about`);
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) void login.start({ profile, fault: fault === "" ? null : fault, phone });
      }}
    >
      <div className="desk-test-options">
        <FormGroup label={text("ui-test-profile")} fieldId="test-profile">
          <FormSelect
            id="test-profile"
            value={profile}
            isDisabled={isRunning}
            aria-describedby="test-profile-about"
            onChange={(_, value) => setProfile(value)}
          >
            {choices.profiles.map((one) => (
              <FormSelectOption key={one} value={one} label={textOf(`profile-${one}`)} />
            ))}
          </FormSelect>
          <p className="desk-hint" id="test-profile-about">
            {profileAbout}
          </p>
        </FormGroup>
        <FormGroup label={text("ui-test-fault")} fieldId="test-fault">
          <FormSelect
            id="test-fault"
            value={fault}
            isDisabled={isRunning}
            onChange={(_, value) => setFault(value)}
          >
            <FormSelectOption value="" label={text("ui-test-fault-none")} />
            {choices.faults.map((one) => (
              <FormSelectOption key={one} value={one} label={textOf(faultId(one))} />
            ))}
          </FormSelect>
          <p className="desk-hint">{text("ui-test-fault-about")}</p>
        </FormGroup>
        <FormGroup
          role="radiogroup"
          label={text(hasPhone ? "ui-test-phone" : "ui-test-login-who")}
          fieldId="test-phone"
          isStack
        >
          <Radio
            id="test-phone"
            name="test-phone"
            label={text(hasPhone ? "ui-test-phone-automatic" : "ui-test-login-automatic")}
            isChecked={phone === "automatic"}
            isDisabled={isRunning}
            onChange={() => setPhone("automatic")}
          />
          <Radio
            id="test-phone-person"
            name="test-phone"
            label={text(hasPhone ? "ui-test-phone-person" : "ui-test-login-person")}
            isChecked={phone === "person"}
            isDisabled={isRunning}
            onChange={() => setPhone("person")}
          />
        </FormGroup>
      </div>
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

/** The message that names a fault. A message id cannot hold the sign of `-1`. */
export function faultId(fault: string): string {
  return `fault-${fault.startsWith("-") ? `minus${fault}` : fault}`;
}
