import { EmptyState } from "@/app/_ui/empty-state";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import { StatTile } from "@/app/_ui/stat-tile";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { NoiseView } from "@/server/noise/schemas";

/** How much was looked at, what kinds were found, and what remains. */
export function NoiseSummary({ noise }: { noise: NoiseView }) {
  const { detectors, poolSize, excluded, isLaunched, inspectedAt } = noise;
  const kinds = detectors.filter(({ findings }) => findings > 0);
  if (kinds.length === 0) {
    return (
      <EmptyState title="Nothing found">
        {countOf(poolSize, "comparison")} looked at <TimeAgo at={inspectedAt ?? 0} />, for:{" "}
        {detectors.map(({ title }) => title.toLowerCase()).join(", ")}.
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 items-center gap-x-8 gap-y-2 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <dl className="grid grid-cols-3 gap-2">
        <StatTile label="Looked at" value={formatCount(poolSize)} hint="comparisons" />
        <StatTile label="Kinds found" value={formatCount(kinds.length)} hint={`of ${detectors.length}`} />
        <StatTile
          label="Left out"
          value={formatCount(excluded)}
          hint={excluded > 0 ? formatShare(excluded / poolSize, 1) : "so far"}
        />
      </dl>
      <p className="max-w-prose text-sm text-pretty text-muted">
        Looked at <TimeAgo at={inspectedAt ?? 0} />. Nothing is left out unless you say so, and every rule can
        be taken back. {isLaunched ? afterLaunch : beforeLaunch}
      </p>
    </div>
  );
}

const beforeLaunch = "A rule defines the pool of the next ranking, so rank again after a change.";
const afterLaunch =
  "The campaign is launched: a rule now closes every comparison that it touches as unjudgeable, whatever was judged on it, and the report says how many.";
