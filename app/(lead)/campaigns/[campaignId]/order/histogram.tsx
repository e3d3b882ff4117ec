import { formatCount, formatDecimal } from "@/app/_ui/number-words";

interface Props {
  bins: { from: number; to: number; count: number }[];
  metric: string;
}

const height = 96;

/** How the metric's scores spread over the pool. */
export function Histogram({ bins, metric }: Props) {
  const first = bins[0];
  const last = bins.at(-1);
  if (!first || !last) return <p className="text-sm text-muted">No comparison could be scored.</p>;
  const most = Math.max(...bins.map(({ count }) => count));
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const width = 100 / bins.length;
  const digits = last.to - first.from < 10 ? 2 : 0;
  return (
    <figure>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="block h-28 w-full text-accent"
        role="img"
        aria-label={`Histogram of ${metric} over ${formatCount(total)} comparisons, from ${formatDecimal(first.from, digits)} to ${formatDecimal(last.to, digits)}; the fullest bin holds ${formatCount(most)}.`}
      >
        {bins.map(({ from, to, count }, i) => {
          const barHeight = most > 0 ? (height * count) / most : 0;
          return (
            <rect
              key={from}
              x={i * width + 0.15}
              y={height - barHeight}
              width={width - 0.3}
              height={barHeight}
              fill="currentColor"
            >
              <title>{`${formatDecimal(from, digits)} to ${formatDecimal(to, digits)}: ${formatCount(count)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="flex justify-between gap-3 border-t border-line-strong pt-1 text-sm text-muted tabular-nums">
        <span>{formatDecimal(first.from, digits)}</span>
        <span className="text-center">models agree ← {metric} → models differ</span>
        <span>{formatDecimal(last.to, digits)}</span>
      </div>
    </figure>
  );
}
