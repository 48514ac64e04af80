import type { Draft, DraftView } from "../../ipc/generated";

/** What the form tells about saving. */
export type SaveState =
  | { state: "saved"; at: string }
  /** With the problem of the try before, if there was one. */
  | { state: "unsaved" | "saving"; error?: unknown }
  | { state: "problem"; error: unknown };

type Save = (draft: Draft, revision: number) => Promise<DraftView>;

/** How long after the last key press a draft is saved. */
export const DELAY_MS = 400;

/**
 * Saves a draft a moment after its last change, one save at a time, each upon the revision of the one before.
 * A save that fails keeps the change: the next change, or the next flush, tries again.
 */
export class Autosave {
  private readonly save: Save;
  private readonly tell: (state: SaveState) => void;
  private readonly saved: (view: DraftView) => void;
  private pending: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private known: number;

  constructor(
    revision: number,
    save: Save,
    tell: (state: SaveState) => void,
    saved: (view: DraftView) => void,
  ) {
    this.known = revision;
    this.save = save;
    this.tell = tell;
    this.saved = saved;
  }

  /** The revision that the form stands on. */
  get revision(): number {
    return this.known;
  }

  /** Whether there is a change that no save has taken yet. */
  get isDirty(): boolean {
    return this.pending !== null || this.running !== null;
  }

  /** Whether a change waits that came after the one that is being saved. */
  get isWaiting(): boolean {
    return this.pending !== null;
  }

  /** Takes a change in; it is saved when no other follows soon. */
  change(draft: Draft): void {
    this.pending = draft;
    this.tell({ state: "unsaved" });
    this.stopTimer();
    this.timer = setTimeout(() => void this.flush(), DELAY_MS);
  }

  /** Saves what is pending now, and waits until it is done. */
  async flush(): Promise<void> {
    this.stopTimer();
    while (this.running !== null || this.pending !== null) {
      if (this.running !== null) await this.running;
      else if (!(await this.saveOnce())) return;
    }
  }

  /** Takes over a revision that came from elsewhere, such as an applied fix or an undo. What was pending is gone. */
  adopt(revision: number): void {
    this.stopTimer();
    this.pending = null;
    this.known = revision;
  }

  private async saveOnce(): Promise<boolean> {
    const draft = this.pending;
    if (draft === null) return true;
    this.pending = null;
    this.tell({ state: "saving" });
    let done = true;
    const run = async () => {
      try {
        const view = await this.save(draft, this.known);
        this.known = view.revision;
        if (this.pending === null) this.tell({ state: "saved", at: view.updated_at });
        this.saved(view);
      } catch (error) {
        this.pending ??= draft;
        this.tell({ state: "problem", error });
        done = false;
      }
    };
    this.running = run();
    await this.running;
    this.running = null;
    return done;
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

const open = new Set<Autosave>();

/** Makes a form's autosave known, so that undo and a closing window wait for it; the answer ends that. */
export function register(autosave: Autosave): () => void {
  open.add(autosave);
  return () => open.delete(autosave);
}

/** Saves what any open form still holds. */
export async function flushAll(): Promise<void> {
  await Promise.all([...open].map((autosave) => autosave.flush()));
}
