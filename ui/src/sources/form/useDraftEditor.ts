import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { call } from "../../ipc/call";
import { commands, type Decision, type DraftView, type FieldView, type Finding } from "../../ipc/generated";
import { useDraftCache } from "../../ipc/queries";
import { Autosave, register, type SaveState } from "./autosave";
import { type DraftForm, draftOf, formOf } from "./draft-form";
import { pathOf } from "./field";
import { MergeNeeded, useMerging } from "./useMerging";

export type DraftEditor = {
  view: DraftView;
  fields: FieldView[];
  form: UseFormReturn<DraftForm>;
  saveState: SaveState;
  /** Saves now. */
  flush(): Promise<void>;
  /** Applies the fix of a finding, upon everything that was typed. */
  fix(finding: Finding): Promise<void>;
  setSecret(field: string, text: string): Promise<void>;
  forgetSecret(field: string): Promise<void>;
  /** Puts a field back to what a new draft has in it. */
  reset(field: FieldView): void;
  /** Saves what collided with a change from elsewhere, as decided. */
  decide(decisions: Decision[]): Promise<void>;
};

function isOnItsWay(state: SaveState): boolean {
  return state.state === "unsaved" || state.state === "saving";
}

/** Edits one draft: a form, saved by itself, that follows when the draft changes elsewhere. */
export function useDraftEditor(view: DraftView, fields: FieldView[]): DraftEditor {
  const cache = useDraftCache();
  const id = view.draft.id;
  const form = useForm<DraftForm>({ defaultValues: formOf(view.draft, fields) });
  const [saveState, setSaveState] = useState<SaveState>({ state: "saved", at: view.updated_at });
  const base = useRef(view.draft);
  const merging = useMerging(form, fields);
  // What comes in from the store is no change to save.
  const isTakingIn = useRef(false);
  const [autosave] = useState(
    (): Autosave =>
      new Autosave(
        view.revision,
        merging.save,
        // What went wrong stays on screen until a save has worked: a retry must not take its buttons from under a pointer.
        (next) =>
          setSaveState((before) =>
            "error" in before && isOnItsWay(next) ? { ...next, error: before.error } : next,
          ),
        (saved) => {
          base.current = saved.draft;
          isTakingIn.current = true;
          const isMerged = merging.takeIn(saved.draft);
          isTakingIn.current = false;
          if (isMerged && autosave.isWaiting) {
            // What was typed meanwhile is a change of the draft as it is now, not of the one before.
            autosave.change(draftOf(saved.draft, form.getValues()));
          }
          cache.put(saved);
        },
      ),
  );

  const adopt = useCallback(
    (fresh: DraftView) => {
      base.current = fresh.draft;
      autosave.adopt(fresh.revision);
      form.reset(formOf(fresh.draft, fields));
      setSaveState({ state: "saved", at: fresh.updated_at });
    },
    [autosave, form, fields],
  );

  useEffect(() => {
    if (view.revision !== autosave.revision && !autosave.isDirty) adopt(view);
  }, [view, autosave, adopt]);

  useEffect(() => {
    const unregister = register(autosave);
    return () => void autosave.flush().finally(unregister);
  }, [autosave]);

  useEffect(() => {
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        if (isTakingIn.current) return;
        const draft = draftOf(base.current, values);
        const stored = draftOf(base.current, formOf(base.current, fields));
        // A reset brings what is stored already, and saving that again would end what redo could bring back.
        if (autosave.isDirty || JSON.stringify(draft) !== JSON.stringify(stored)) autosave.change(draft);
      },
    });
  }, [autosave, form, fields]);

  return useMemo(() => {
    return {
      view,
      fields,
      form,
      saveState,
      flush: () => autosave.flush(),
      async fix(finding) {
        await autosave.flush();
        cache.put(await call(commands.applyFix(id, finding)));
      },
      async setSecret(field, text) {
        cache.put(await call(commands.setSecret(id, field, text)));
      },
      async forgetSecret(field) {
        cache.put(await call(commands.forgetSecret(id, field)));
      },
      reset(field) {
        form.setValue(pathOf(field.name), field.default ?? null, { shouldDirty: true });
      },
      async decide(decisions) {
        const mine = draftOf(base.current, form.getValues());
        const merged = await call(commands.mergeDraft(mine, autosave.revision, decisions));
        if (merged.saved === null) {
          setSaveState({ state: "problem", error: new MergeNeeded(merged.conflicts) });
        } else {
          adopt(merged.saved);
          cache.put(merged.saved);
        }
      },
    };
  }, [view, fields, form, saveState, autosave, adopt, cache, id]);
}
