import { useId } from "react";
import type { Step } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { type Arrow, arrowsOf, LIFELINES, type Lifeline, PROVIDER_STEPS, WECHAT_STEPS } from "./sequence";

/** The drawing's own measures, in its user units; it scales with the room that it has. */
const WIDTH = 760;
const HEAD = 40;
const ROW = 54;
const MARGIN = 92;
const GAP = (WIDTH - 2 * MARGIN) / (LIFELINES.length - 1);

const LIFELINE_NAMES: Record<Lifeline, MessageId> = {
  browser: "ui-lifeline-browser",
  provider: "ui-lifeline-provider",
  callback: "ui-lifeline-callback",
  authentik: "ui-lifeline-authentik",
};

function xOf(lifeline: Lifeline): number {
  return MARGIN + LIFELINES.indexOf(lifeline) * GAP;
}

type Props = {
  steps: Step[];
  /** The provider's name; `null` is WeChat, whose login has steps of its own. */
  provider: string | null;
  /** Whether the provider is the real one. */
  isReal?: boolean;
};

/** Who talks to whom in a login, row by row as it happens. The list of steps says the same in words. */
export function SequenceDrawing({ steps, provider, isReal = false }: Props) {
  const { text } = useText();
  const title = useId();
  // A person's own browser does not tell what WeChat's page does, so a real login has no steps for it.
  const arrows = arrowsOf(steps, provider === null && !isReal ? WECHAT_STEPS : PROVIDER_STEPS);
  const nameOf = (lifeline: Lifeline) => {
    if (lifeline !== "provider") return text(LIFELINE_NAMES[lifeline]);
    if (isReal) return provider ?? text("ui-lifeline-wechat-real");
    return provider === null ? text("ui-lifeline-wechat") : text("ui-lifeline-provider", { provider });
  };
  const height = HEAD + arrows.length * ROW + 12;
  return (
    <svg className="desk-sequence" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby={title}>
      <title id={title}>{text("ui-sequence-title")}</title>
      {LIFELINES.map((lifeline) => (
        <g key={lifeline}>
          <line className="desk-lifeline" x1={xOf(lifeline)} x2={xOf(lifeline)} y1={HEAD - 6} y2={height} />
          <rect className="desk-actor" x={xOf(lifeline) - 84} y={2} width={168} height={30} rx={6} />
          <text className="desk-actor-name" x={xOf(lifeline)} y={22} textAnchor="middle">
            {nameOf(lifeline)}
          </text>
        </g>
      ))}
      {arrows.map((arrow, n) => (
        <Row key={arrow.name} arrow={arrow} y={HEAD + n * ROW} />
      ))}
    </svg>
  );
}

function Row({ arrow, y }: { arrow: Arrow; y: number }) {
  const { text, textOf } = useText();
  const isOwnWork = arrow.from === arrow.to;
  const from = xOf(arrow.from);
  const to = xOf(arrow.to);
  const toRight = to > from;
  const line = y + 26;
  // The words begin where the arrow does and may run on over the next lifelines.
  const words = isOwnWork ? from - 52 : from + (toRight ? 16 : -16);
  const anchor = toRight ? "start" : "end";
  return (
    <g className={`desk-arrow desk-arrow-${arrow.state}`}>
      <path
        className="desk-arrow-line"
        d={isOwnWork ? `M${from} ${line - 8} h-42 v20 h34` : `M${from} ${line} H${toRight ? to - 8 : to + 8}`}
      />
      <path
        className="desk-arrow-head"
        d={isOwnWork ? head(from - 1, line + 12, true) : head(to, line, toRight)}
      />
      <text className="desk-arrow-name" x={words} y={line - 8} textAnchor={anchor}>
        {textOf(`step-${arrow.name}`)}
      </text>
      <text className="desk-arrow-detail" x={words} y={line + 15} textAnchor={anchor}>
        {detailOf(arrow, text)}
      </text>
      <State arrow={arrow} x={from} y={isOwnWork ? line - 8 : line} />
    </g>
  );
}

/** Told by shape as well as by colour: a tick, a cross, a dot. */
function State({ arrow, x, y }: { arrow: Arrow; x: number; y: number }) {
  if (arrow.state === "ahead") return null;
  return (
    <g className="desk-arrow-state" transform={`translate(${x} ${y})`}>
      <circle r={9} />
      {arrow.state === "ok" && <path d="M-4 0 l3 3 l5 -6" />}
      {arrow.state === "failed" && <path d="M-3.5 -3.5 l7 7 M3.5 -3.5 l-7 7" />}
      {arrow.state === "running" && <path d="M-4 0 h0.01 M0 0 h0.01 M4 0 h0.01" />}
    </g>
  );
}

function head(x: number, y: number, toRight: boolean): string {
  const back = toRight ? -9 : 9;
  return `M${x} ${y} l${back} -5 v10 z`;
}

function detailOf(arrow: Arrow, text: ReturnType<typeof useText>["text"]): string {
  if (arrow.state === "ahead") return "";
  if (arrow.state === "running") return text("ui-step-running");
  const time = text("ui-milliseconds", { ms: arrow.ms ?? 0 });
  const parts = [arrow.asked, arrow.answered, time].filter((part) => part !== "");
  if (arrow.state === "failed") parts.unshift(text("ui-step-failed"));
  return parts.join(" · ");
}
