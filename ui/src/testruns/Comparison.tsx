import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../components/Answer";
import { Moment } from "../components/Moment";
import { Notice } from "../components/Notice";
import type { StepComparison, StepPart, TestRunComparison, TestRunMarkView } from "../ipc/generated";
import { testRunComparison } from "../ipc/queries";
import { useText } from "../messages/text";
import { Panel } from "./Panel";

type Props = { a: number; b: number; close(): void };

/** Two test logins beside each other, step by step. */
export function Comparison({ a, b, close }: Props) {
  const { text } = useText();
  const query = useQuery(testRunComparison(a, b));
  return (
    <Panel
      title={text("ui-test-runs-compared", { a, b })}
      closeWord={text("ui-test-runs-compared-close")}
      close={close}
    >
      <Answer query={query}>{(compared) => <Compared compared={compared} />}</Answer>
    </Panel>
  );
}

function Compared({ compared }: { compared: TestRunComparison }) {
  const { text, textOf } = useText();
  const { a, b, is_same, steps } = compared;
  const n_different = steps.filter((step) => step.verdict !== "same").length;
  return (
    <div className="desk-stack">
      {is_same ? (
        <Notice tone="success" title={text("ui-test-runs-same")} component="h3">
          {text("ui-test-runs-same-about")}
        </Notice>
      ) : (
        <Notice tone="info" title={text("ui-test-runs-different", { count: n_different })} component="h3" />
      )}
      <ul className="desk-list">
        <Mark mark={a} />
        <Mark mark={b} />
      </ul>
      <ol className="desk-run-steps">
        {steps.map((step, n) => {
          const name = textOf(`step-${step.step}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice, and the list never changes.
            <li key={n} className="desk-stack">
              <h3>
                {name}{" "}
                <span className={`desk-verdict-${step.verdict}`}>
                  {textOf(`test-run-verdict-${step.verdict}`)}
                </span>
              </h3>
              <Differences step={step} name={name} a={a.id} b={b.id} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** How one of the two ended. */
function Mark({ mark }: { mark: TestRunMarkView }) {
  const { text, textOf } = useText();
  return (
    <li>
      {text("ui-test-runs-opened", { run: mark.id })} · <Moment at={mark.at} isExact />
      {mark.place !== null && <> · {textOf(`test-run-place-${mark.place}`)}</>} ·{" "}
      <strong>{textOf(`test-run-outcome-${mark.outcome}`)}</strong>
      {mark.problem !== null && (
        <>
          {" "}
          · <code className="desk-code">{mark.problem}</code>
        </>
      )}
    </li>
  );
}

type DifferencesProps = { step: StepComparison; name: string; a: number; b: number };

function Differences({ step, name, a, b }: DifferencesProps) {
  const { text, textOf } = useText();
  const nameOf = (part: StepPart) => textOf(`test-run-part-${part.kind}`, { name: part.name }).trim();
  const columns = [
    text("ui-test-runs-part"),
    text("ui-test-runs-in", { run: a }),
    text("ui-test-runs-in", { run: b }),
  ];
  const cell = css(styles.tableTd, "desk-break");
  return (
    <>
      {step.differences.length > 0 && (
        <table
          className={css(styles.table, styles.modifiers.gridMd, styles.modifiers.compact, "desk-changes")}
          aria-label={text("ui-test-runs-differences", { step: name })}
        >
          <thead className={css(styles.tableThead)}>
            <tr className={css(styles.tableTr)}>
              {columns.map((column) => (
                <th key={column} scope="col" className={css(styles.tableTh)}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={css(styles.tableTbody)}>
            {step.differences.map((difference, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the list never changes.
              <tr key={n} className={css(styles.tableTr)}>
                <th scope="row" className={cell} data-label={columns[0]}>
                  {nameOf(difference.part)}
                </th>
                <td className={cell} data-label={columns[1]}>
                  <Value value={difference.a} />
                </td>
                <td className={cell} data-label={columns[2]}>
                  <Value value={difference.b} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {step.ignored.length > 0 && (
        <p className="desk-hint desk-break">
          {text("ui-test-runs-ignored", { parts: step.ignored.map(nameOf).join(", ") })}
        </p>
      )}
    </>
  );
}

/** Nothing and an empty text look alike otherwise. */
function Value({ value }: { value: string | null }) {
  const { text } = useText();
  if (value === null) return <span className="desk-hint">{text("test-run-absent")}</span>;
  if (value === "") return <span className="desk-hint">{text("test-run-empty")}</span>;
  return <code className="desk-code">{value}</code>;
}
