import type { RateBounds } from "@/server/report/schemas";
import { formatBounds, formatRate } from "./rate-words";

interface Props {
  /** Whose rate it is, for assistive technology. */
  label: string;
  value: number | null;
  interval: RateBounds | null;
}

const height = 20;

/** A rate with its interval on a scale from 0 to 100 %, one half as a line: rows of a table share it. */
export function IntervalBar({ label, value, interval }: Props) {
  if (value === null && !interval) return null;
  const at = (rate: number) => `${100 * Math.min(1, Math.max(0, rate))}%`;
  const isApart = interval !== null && (interval.lower > 0.5 || interval.upper < 0.5);
  return (
    <svg
      className={`block h-5 w-16 sm:w-28 ${isApart ? "text-accent" : "text-muted"}`}
      role="img"
      aria-label={`${label}: ${formatRate(value)}${interval ? `, ${formatBounds(interval)}` : ""}`}
    >
      <line x1="50%" x2="50%" y1={0} y2={height} className="stroke-line-strong" />
      {interval && (
        <line
          x1={at(interval.lower)}
          x2={at(interval.upper)}
          y1={height / 2}
          y2={height / 2}
          stroke="currentColor"
          strokeWidth={3}
        />
      )}
      {value !== null && <circle cx={at(value)} cy={height / 2} r={3.5} fill="currentColor" />}
    </svg>
  );
}
