import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/yaml";
import { type ReactNode, useMemo } from "react";

type Props = {
  text: string;
  label: string;
  /** `lines`: a text of another language, of which only lines that begin with `#` stand out. */
  grammar?: "yaml" | "lines";
};

/** YAML in colours, with line numbers, to read and to select. */
export function YamlText({ text, label, grammar = "yaml" }: Props) {
  const lines = useMemo(() => (grammar === "yaml" ? colour(text) : colourLines(text)), [text, grammar]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="desk-yaml" aria-label={label} tabIndex={0}>
      <ol>
        {lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
          <li key={n}>
            <code>{line}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Splits a YAML text into lines of coloured pieces. */
export function colour(text: string): ReactNode[][] {
  const lines: ReactNode[][] = [[]];
  let n = 0;
  const put = (piece: ReactNode) => lines[lines.length - 1]?.push(piece);
  highlightCode(
    text,
    parser.parse(text),
    classHighlighter,
    (code, classes) =>
      put(
        classes === "" ? (
          code
        ) : (
          <span className={classes} key={n++}>
            {code}
          </span>
        ),
      ),
    () => lines.push([]),
  );
  if (lines.at(-1)?.length === 0 && lines.length > 1) lines.pop();
  return lines;
}

/** Splits a text into lines, those that begin with `#` in the colour of comments. */
function colourLines(text: string): ReactNode[] {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
    <span key={n} className={/^\s*#/.test(line) ? "tok-comment" : undefined}>
      {line}
    </span>
  ));
}
