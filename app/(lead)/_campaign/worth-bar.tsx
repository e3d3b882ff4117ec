import type { WorthRow } from "@/server/worth/schemas";
import { boundsWords, signedShare } from "./worth-words";

interface Props {
  row: WorthRow;
  /** The least value that the bars of the table must reach; the greatest is 1. */
  from: number;
}

const height = 20;

/** A row's reduction of ties with its interval on a scale that all rows share: zero as a line, chance as a tick. */
export function WorthBar({ row: { title, top, verdict }, from }: Props) {
  const { reduction, ci, nullQuantile95 } = top;
  if (reduction === null) return null;
  const at = (value: number) => (100 * (Math.max(from, value) - from)) / (1 - from);
  const tone =
    verdict === "beats-controls" ? "text-ok" : verdict === "backfires" ? "text-danger" : "text-muted";
  const chance = nullQuantile95 === null ? "" : `; by chance up to ${signedShare(nullQuantile95)}`;
  return (
    <svg
      className={`block h-5 w-24 ${tone}`}
      role="img"
      aria-label={`${title}: ${signedShare(reduction)}, ${boundsWords(ci)}${chance}`}
    >
      <line x1={`${at(0)}%`} x2={`${at(0)}%`} y1={0} y2={height} className="stroke-line-strong" />
      {nullQuantile95 !== null && (
        <line
          x1={`${at(nullQuantile95)}%`}
          x2={`${at(nullQuantile95)}%`}
          y1={3}
          y2={height - 3}
          strokeDasharray="2 2"
          className="stroke-ink"
        />
      )}
      {ci && (
        <line
          x1={`${at(ci[0])}%`}
          x2={`${at(ci[1])}%`}
          y1={height / 2}
          y2={height / 2}
          stroke="currentColor"
          strokeWidth={3}
        />
      )}
      <circle cx={`${at(reduction)}%`} cy={height / 2} r={3.5} fill="currentColor" />
    </svg>
  );
}
