import { useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useToast } from "../../components/Toasts";
import { useHistoryWords } from "../../history/words";
import { call, problemOf } from "../../ipc/call";
import { type ConflictView, commands, type Draft, type DraftView, type FieldView } from "../../ipc/generated";
import { useText } from "../../messages/text";
import { type DraftForm, differences, formOf } from "./draft-form";

/** A draft was changed here and elsewhere, and a person has to say which change of a field counts. */
export class MergeNeeded extends Error {
  readonly conflicts: ConflictView[];

  constructor(conflicts: ConflictView[]) {
    super("merge needed");
    this.conflicts = conflicts;
  }
}

type Merging = {
  /** Saves a draft; what was changed elsewhere meanwhile is merged in where nothing collides. */
  save(draft: Draft, revision: number): Promise<DraftView>;
  /** Shows what the last save merged in; answers whether it merged anything. */
  takeIn(saved: Draft): boolean;
};

/** Brings changes that were made elsewhere into a form that is being edited. */
export function useMerging(form: UseFormReturn<DraftForm>, fields: FieldView[]): Merging {
  const { text } = useText();
  const words = useHistoryWords();
  const toast = useToast();
  const now = useRef({ fields, text, words, toast });
  useEffect(() => {
    now.current = { fields, text, words, toast };
  });
  const [merging] = useState((): Merging => {
    let sent: Draft | null = null;
    return {
      async save(draft, revision) {
        try {
          return await call(commands.saveDraft(draft, revision));
        } catch (error) {
          if (problemOf(error).code !== "draft-conflict") throw error;
        }
        const merged = await call(commands.mergeDraft(draft, revision, []));
        if (merged.saved === null) throw new MergeNeeded(merged.conflicts);
        sent = draft;
        if (merged.theirs.length > 0) {
          const title = now.current.text("ui-merged", { parts: now.current.words.parts(merged.theirs) });
          now.current.toast({ kind: "done", tone: "info", title });
        }
        return merged.saved;
      },
      takeIn(saved) {
        if (sent === null) return false;
        const before = formOf(sent, now.current.fields);
        sent = null;
        const typed = new Set(differences(before, form.getValues()).map(([place]) => place));
        for (const [place, value] of differences(before, formOf(saved, now.current.fields))) {
          // What was typed while the save was under way is newer than both.
          if (!typed.has(place)) form.setValue(place, value as never);
        }
        return true;
      },
    };
  });
  return merging;
}
