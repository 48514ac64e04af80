import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ExpressionFinding } from "../ipc/generated";

/** What can be written at some place. */
export type Offered = {
  /** Variables, functions and modules. */
  names: Completion[];
  /** Keys of the dict that is returned. */
  keys: Completion[];
  /** Keys of what the provider says, as the sample has them, by the variable's name. */
  keysOf: Readonly<Record<string, Completion[]>>;
};

/** A finding with its words. */
export type Marked = { finding: ExpressionFinding; words: string };

/** Gives the words that can be written here, as they are when somebody asks. */
export function pythonAids(offered: () => Offered, listLabel: string): Extension {
  return [
    autocompletion({
      override: [(context) => completionsAt(context, offered())],
      icons: false,
      // The list is as wide as it needs to be and tells what a word is beside it.
      maxRenderedOptions: 60,
    }),
    EditorState.phrases.of({ Completions: listLabel }),
    LOOK,
  ];
}

/** What can be written at a place; nothing inside of a comment or of a text that is no key. */
export function completionsAt(context: CompletionContext, offered: Offered): CompletionResult | null {
  const { state, pos, explicit } = context;
  const before = state.sliceDoc(state.doc.lineAt(pos).from, pos);
  // `info.get("na`, `info["na`
  const ofVariable = /(\w+)(?:\.get\(|\[)\s*["']([\w-]*)$/.exec(before);
  if (ofVariable !== null) {
    const [, variable = "", typed = ""] = ofVariable;
    const options = Object.hasOwn(offered.keysOf, variable) ? offered.keysOf[variable] : undefined;
    return options === undefined ? null : { from: pos - typed.length, options, validFor: /^[\w-]*$/ };
  }
  // `{"na`, `, "na`: a key of a dict.
  const ofDict = /(?:^|[{,])\s*["'](\w*)$/.exec(before);
  if (ofDict !== null) {
    return { from: pos - (ofDict[1] ?? "").length, options: offered.keys, validFor: /^\w*$/ };
  }
  const word = context.matchBefore(/\w+/);
  if (word === null && !explicit) return null;
  const from = word?.from ?? pos;
  const inside = syntaxTree(state).resolveInner(from, -1).name;
  if (
    state.sliceDoc(from - 1, from) === "." ||
    /Comment|String/.test(inside) ||
    /^\d/.test(word?.text ?? "")
  ) {
    return null;
  }
  return { from, options: offered.names, validFor: /^\w*$/ };
}

/** Underlines what was found, with its words where the pointer rests. */
export function marks(state: EditorState, found: readonly Marked[]): TransactionSpec {
  const { doc } = state;
  const diagnostics = found.map(({ finding, words }): Diagnostic => {
    const line = doc.line(Math.min(Math.max(finding.line, 1), doc.lines));
    const from = Math.min(line.from + finding.column - 1, line.to);
    const to = finding.length === 0 ? line.to : Math.min(from + finding.length, line.to);
    return { from, to, severity: finding.severity, message: words };
  });
  return setDiagnostics(state, diagnostics);
}

const BORDER = "1px solid var(--pf-t--global--border--color--default)";
const wavy = (status: string) => ({
  backgroundImage: "none",
  textDecoration: `underline wavy var(--pf-t--global--icon--color--status--${status}--default)`,
  textUnderlineOffset: "3px",
});

/** In PatternFly's colours, light and dark. */
const LOOK = EditorView.theme({
  ".cm-lintRange-error": wavy("danger"),
  ".cm-lintRange-warning": wavy("warning"),
  ".cm-lintRange-info": wavy("info"),
  ".cm-tooltip": {
    color: "var(--pf-t--global--text--color--regular)",
    background: "var(--pf-t--global--background--color--floating--default)",
    border: BORDER,
    borderRadius: "var(--pf-t--global--border--radius--small)",
    maxWidth: "min(32rem, 90vw)",
  },
  ".cm-diagnostic": { padding: "0.375rem 0.625rem", borderInlineStart: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--pf-t--global--font--family--mono)",
    maxHeight: "14rem",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.5rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--pf-t--global--text--color--on-brand--default)",
    background: "var(--pf-t--global--color--brand--default)",
  },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "1" },
  ".cm-tooltip.cm-completionInfo": { padding: "0.375rem 0.625rem" },
});
