import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Draft, DraftView, LabEngine, LabOffers, LabRequest, MappingList } from "../ipc/generated";
import { labRun } from "./queries";
import { type Added, mappingsOf, type Row, rowsOf } from "./rows";

/** Long enough for somebody who types on, short enough for somebody who looks. */
const DELAY_MS = 300;

/** What one tries in the lab of a source: a person, and mappings as they are typed. Nothing is stored by it. */
export function useLab(view: DraftView, offers: LabOffers) {
  const { draft } = view;
  const [sample, setSample] = useState<string | null>(offers.samples[0]?.id ?? null);
  const [info, setInfo] = useState(offers.samples[0]?.info ?? "{}");
  const [context, setContext] = useState("");
  const [engine, setEngine] = useState<LabEngine>(offers.engines[0] ?? "inside");
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const [added, setAdded] = useState<readonly Added[]>([]);
  const rows = useMemo(() => rowsOf(draft, typed, added), [draft, typed, added]);
  const [chosen, setChosen] = useState<string | null>(null);
  const row = rows.find(({ key }) => key === chosen) ?? rows[0] ?? null;

  const request = useMemo(
    (): LabRequest => ({ draft: draft.id, info, context, mappings: mappingsOf(rows), engine }),
    [draft.id, info, context, rows, engine],
  );
  const settled = useSettled(request);
  const directory = offers.directory?.origin ?? "";
  const run = useQuery({ ...labRun(settled, directory, view.revision), enabled: offers.engines.length > 0 });

  return {
    sample,
    info,
    context,
    engine,
    rows,
    row,
    run,
    request: settled,
    directory,
    isTyped: rows.some(({ isTyped }) => isTyped),
    choose: setChosen,
    typeContext: setContext,
    runWith: setEngine,
    /** Takes one of the people; null: what is there was typed. */
    take(id: string | null): void {
      setSample(id);
      const found = offers.samples.find((one) => one.id === id);
      if (found !== undefined) setInfo(found.info);
    },
    typeInfo(text: string): void {
      setInfo(text);
      setSample(null);
    },
    type(of: Row, expression: string): void {
      if (of.added === null) setTyped((now) => new Map(now).set(of.name, expression));
      else setAdded((now) => now.map((one) => (one.id === of.added ? { ...one, expression } : one)));
    },
    rename(of: Row, name: string): void {
      setAdded((now) => now.map((one) => (one.id === of.added ? { ...one, name } : one)));
    },
    add(list: MappingList, name: string, expression: string): void {
      const id = Math.max(0, ...added.map((one) => one.id)) + 1;
      setAdded((now) => [...now, { list, id, name, expression }]);
      setChosen(`added ${id}`);
    },
    /** Forgets what is typed: it is stored now, or not wanted. */
    forget(of: Row, draftNow?: Draft): void {
      if (of.added === null) {
        setTyped((now) => new Map([...now].filter(([name]) => name !== of.name)));
      } else {
        setAdded((now) => now.filter((one) => one.id !== of.added));
        if (draftNow !== undefined) setChosen(`${of.list} ${of.name.trim()}`);
      }
    },
  };
}

export type Lab = ReturnType<typeof useLab>;

/** A value once it has come to rest. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
