import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/yaml";
import { type ReactNode, useMemo } from "react";

type Props = { text: string; label: string };

/** YAML in colours, with line numbers, to read and to select. */
export function YamlText({ text, label }: Props) {
  const lines = useMemo(() => colour(text), [text]);
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
