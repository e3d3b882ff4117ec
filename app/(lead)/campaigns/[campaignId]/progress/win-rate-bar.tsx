import type { PairState } from "@/server/stop/schemas";
import { formatBounds, formatRate } from "../report/rate-words";

const height = 20;

/** A pair's win rate with its confidence sequence on a scale from 0 to 100 %, one half as a line. */
export function WinRateBar({ modelA, modelB, winRate, lower, upper, conclusion }: PairState) {
  const tone = conclusion === "undecided" ? "text-muted" : "text-ok";
  const point = winRate === null ? "" : `${formatRate(winRate)}, `;
  // Room at both ends for half a dot.
  const at = (rate: number) => `${4 + 92 * rate}%`;
  return (
    <svg
      className={`block h-5 w-32 ${tone}`}
      role="img"
      aria-label={`Win rate of ${modelA} against ${modelB}: ${point}${formatBounds({ lower, upper })}`}
    >
      <line x1={at(0)} x2={at(1)} y1={height / 2} y2={height / 2} className="stroke-line" />
      <line x1={at(0.5)} x2={at(0.5)} y1={0} y2={height} strokeDasharray="2 2" className="stroke-ink" />
      <line
        x1={at(lower)}
        x2={at(upper)}
        y1={height / 2}
        y2={height / 2}
        stroke="currentColor"
        strokeWidth={4}
      />
      {winRate !== null && <circle cx={at(winRate)} cy={height / 2} r={4} fill="currentColor" />}
    </svg>
  );
}
