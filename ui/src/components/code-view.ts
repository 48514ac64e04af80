import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** What is written in an editor. */
export type Language = "json" | "python" | "plain";

type Listener = { changed(text: string): void; left(): void };

/**
 * One CodeMirror in a page element.
 *
 * It lives in a shadow root: there CodeMirror gives its styles to the browser as style sheet objects, while in the
 * page itself it would write a style element, which the window's content security policy refuses. PatternFly's tokens
 * are custom properties and reach into the shadow root, so light and dark follow.
 */
export class CodeView {
  private readonly view: EditorView;
  private readonly attributes = new Compartment();

  constructor(host: HTMLElement, text: string, language: Language, listener: Listener, more: Extension = []) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const tell = EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      const isOurs = transactions.some((transaction) => transaction.annotation(shown) === true);
      if (docChanged && !isOurs) listener.changed(state.doc.toString());
    });
    this.view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          highlightSpecialChars(),
          history(),
          indentUnit.of(language === "python" ? "    " : "  "),
          indentOnInput(),
          bracketMatching(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          syntaxHighlighting(COLOURS),
          LOOK,
          grammarOf(language),
          tell,
          EditorView.domEventHandlers({ blur: () => listener.left() }),
          this.attributes.of([]),
          more,
        ],
      }),
    });
  }

  /** Shows a text that came from elsewhere; what is there already keeps its cursor and its history. */
  show(text: string): void {
    const { doc } = this.view.state;
    // CodeMirror knows one kind of line break: a text that differs in them alone is the same text.
    if (doc.toString() === text.replace(/\r\n?/g, "\n")) return;
    this.view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      annotations: shown.of(true),
    });
  }

  /** Says what a screen reader calls it, what describes it, and whether something is wrong with it. */
  describe(label: string, notes: Element | null, isInvalid: boolean): void {
    const attributes = {
      "aria-label": label,
      "aria-invalid": String(isInvalid),
      spellcheck: "false",
      autocapitalize: "off",
      autocorrect: "off",
      // Whoever has no mouse scrolls a long text by moving in it; a checker wants to see that one can get there.
      tabindex: "0",
    };
    this.view.dispatch({
      effects: this.attributes.reconfigure(EditorView.contentAttributes.of(attributes)),
    });
    // An id would be looked up inside the shadow root only; the element itself may stand outside of it.
    this.view.contentDOM.ariaDescribedByElements = notes === null ? null : [notes];
  }

  /** Changes what belongs to the extensions that were given, such as marks. */
  change(make: (state: EditorState) => TransactionSpec): void {
    this.view.dispatch(make(this.view.state));
  }

  /** Puts the cursor at the start of a line, counted from 1, and the focus into the editor. */
  goTo(number: number): void {
    const { doc } = this.view.state;
    const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
    this.view.dispatch({ selection: { anchor: line.from }, scrollIntoView: true });
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }
}

/** Marks a change that the form made itself. */
const shown = Annotation.define<boolean>();

function grammarOf(language: Language): Extension {
  switch (language) {
    case "json":
      return json();
    case "python":
      return python();
    case "plain":
      return [];
  }
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.function(tags.variableName)], color: "var(--desk-code-name)" },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: "var(--desk-code-literal)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: "var(--desk-code-keyword)" },
  { tag: tags.comment, color: "var(--desk-code-comment)", fontStyle: "italic" },
]);

const TEXT = "var(--pf-t--global--text--color--regular)";
const SUBTLE = "var(--pf-t--global--text--color--subtle)";
const GROUND = "var(--pf-t--global--background--color--control--default)";

const LOOK = EditorView.theme({
  "&": { color: TEXT, background: GROUND, fontSize: "var(--pf-t--global--font--size--body--sm)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    minHeight: "6.5rem",
    maxHeight: "var(--desk-code-height, 22rem)",
    overflow: "auto",
    fontFamily: "var(--pf-t--global--font--family--mono)",
    lineHeight: "1.55",
  },
  ".cm-content": { caretColor: TEXT, paddingBlock: "0.5rem" },
  ".cm-gutters": { color: SUBTLE, background: GROUND, border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.5rem", paddingInline: "0.5rem 0.75rem" },
  "&.cm-focused .cm-matchingBracket": { background: "transparent", outline: `1px solid ${SUBTLE}` },
});
