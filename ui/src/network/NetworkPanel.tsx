import { Button, ExpandableSection } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import {
  commands,
  type DraftId,
  type NetworkNeeds,
  type NetworkSettings,
  type NetworkView,
} from "../ipc/generated";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { HostCard } from "./HostCard";
import { NetworkForm } from "./NetworkForm";
import { hostName, useRequestNames } from "./words";

/** Whether this computer reaches the hosts that a login needs. Nothing is contacted before a person asks for it. */
export function NetworkPanel({ id }: { id: DraftId }) {
  const { text } = useText();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const queryKey = ["network-needs", id];
  const query = useQuery({
    queryKey,
    queryFn: () => call(commands.networkNeeds(id)),
    refetchOnMount: "always",
  });
  // A kind without such hosts has no such panel.
  if (query.data === undefined) return null;
  const needs = query.data;
  const onSettings = (settings: NetworkSettings) =>
    client.setQueryData<NetworkNeeds>(queryKey, { ...needs, settings });
  return (
    <section className="desk-stack" aria-labelledby="network-title">
      <h2 className="desk-subheading" id="network-title">
        {text("network-title")}
      </h2>
      <p>{text("network-about")}</p>
      <ExpandableSection
        toggleText={text("network-settings")}
        isExpanded={isOpen}
        onToggle={(_, open) => setOpen(open)}
      >
        {isOpen && <NetworkForm settings={needs.settings} onChange={onSettings} />}
      </ExpandableSection>
      <Check id={id} needs={needs} onSettings={onSettings} />
    </section>
  );
}

type CheckProps = { id: DraftId; needs: NetworkNeeds; onSettings: (settings: NetworkSettings) => void };

function Check({ id, needs, onSettings }: CheckProps) {
  const { text } = useText();
  const { view, error, isRunning, start, stop } = useNetworkCheck(id);
  const allow = (host: string) =>
    start(async () => {
      const hosts = [...(needs.settings.private_hosts ?? []), host];
      onSettings(await call(commands.setPrivateHosts(hosts)));
    });
  return (
    <>
      <Planned needs={needs} />
      <div className="desk-test-buttons">
        {isRunning ? (
          <Button variant="secondary" onClick={stop}>
            {text("network-stop")}
          </Button>
        ) : (
          needs.hosts.length > 0 && (
            <Button variant="secondary" onClick={() => void start()}>
              {text(view === null ? "network-start" : "network-again")}
            </Button>
          )
        )}
        <span role="status">{isRunning && text("network-running")}</span>
      </div>
      {error !== null && <ProblemNotice error={error} />}
      {view !== null && <Found view={view} onAllow={isRunning ? null : (host) => void allow(host)} />}
    </>
  );
}

/** The hosts that would be contacted, by who contacts them in a login. */
function Planned({ needs }: { needs: NetworkNeeds }) {
  const { text } = useText();
  const names = useRequestNames();
  return (
    <>
      <ul className="desk-network-hosts">
        {needs.hosts.map(({ host, contacts, requests }) => (
          <li key={host}>
            <code>{host}</code>
            {contacts.map((contact) => (
              <span key={contact} className="desk-hint">
                {text(contact === "browser" ? "network-whose-browser" : "network-whose-server", {
                  requests: names(
                    requests.filter((request) => (request === "authorize") === (contact === "browser")),
                  ),
                })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {needs.unknown.length > 0 && <p>{text("network-unknown", { requests: names(needs.unknown) })}</p>}
      <p className="desk-hint">{text("network-server-remark")}</p>
    </>
  );
}

type FoundProps = { view: NetworkView; onAllow: ((host: string) => void) | null };

function Found({ view, onAllow }: FoundProps) {
  const { text } = useText();
  const count = view.hosts.filter((host) => host.problem !== null).length;
  const title = view.cancelled
    ? text("network-cancelled")
    : view.reachable
      ? text("network-all-reached")
      : text("network-not-reached", { count, all: view.hosts.length });
  return (
    <>
      <Notice
        tone={view.cancelled ? "info" : view.reachable ? "success" : "danger"}
        title={title}
        component="h3"
        isLive
      />
      {view.hosts.map((host) => (
        <HostCard
          key={host.host}
          host={host}
          onAllow={onAllow === null ? null : () => onAllow(hostName(host.host))}
        />
      ))}
    </>
  );
}

function useNetworkCheck(id: DraftId) {
  const [view, setView] = useState<NetworkView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isRunning, setRunning] = useState(false);
  const running = useRef(false);
  const stop = () => void call(commands.stopNetworkCheck()).catch(setError);
  // Whoever leaves the page wants nothing to be contacted any more.
  useEffect(
    () => () => {
      if (running.current) void call(commands.stopNetworkCheck()).catch(() => undefined);
    },
    [],
  );
  const start = async (before?: () => Promise<void>) => {
    running.current = true;
    setRunning(true);
    setError(null);
    try {
      await before?.();
      await flushAll();
      setView(await call(commands.checkNetwork(id)));
    } catch (failure) {
      setView(null);
      setError(failure);
    } finally {
      running.current = false;
      setRunning(false);
    }
  };
  return { view, error, isRunning, start, stop };
}
