import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatDecimal, formatShare } from "@/app/_ui/number-words";
import { StatTile } from "@/app/_ui/stat-tile";
import type { RankingView } from "@/server/ranking/schemas";
import { OrderStrata } from "./order-strata";

type Strata = RankingView["strata"];

/** What the order brings forward, and what that costs in precision. */
export function OrderWork({ ranking: { mode, strata, routing } }: { ranking: RankingView }) {
  if (mode === "explore") {
    return (
      <Section title="What the order does">
        <p className="max-w-prose text-sm">
          Explore serves strictly from the largest disagreement down: the first fifth that is judged is the
          metric's top fifth. Nothing can be said about comparisons that are not judged.
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="What the order does"
      description="Simulated draws of this ranking. Measure brings disagreement forward but gives every comparison a known chance, which is what lets the report speak for the whole set."
    >
      <Totals strata={strata} />
      {strata.every(({ planned, size }) => planned >= size) && (
        <p className="mt-3 max-w-prose text-sm">
          The whole pool is planned, so nothing is lost to weights once it is judged: the order decides what
          comes first, and how good the estimate is if you stop early.
        </p>
      )}
      <Disclosure summary="By stratum, and what the numbers mean" className="mt-3" open={strata.length === 1}>
        <Meanings />
        <OrderStrata strata={strata} isRouted={routing === "language"} />
      </Disclosure>
    </Section>
  );
}

function Totals({ strata }: { strata: Strata }) {
  const size = strata.reduce((sum, stratum) => sum + stratum.size, 0);
  const mean = (pick: (stratum: Strata[number]) => number) =>
    size > 0 ? strata.reduce((sum, stratum) => sum + (stratum.size / size) * pick(stratum), 0) : null;
  const largest = Math.max(...strata.map(({ largestWeight }) => largestWeight));
  return (
    <dl className="grid gap-3 sm:grid-cols-3">
      <StatTile
        label="Top fifth, served in the first fifth"
        value={formatShare(mean(({ topFifthInFirstFifth }) => topFifthInFirstFifth))}
        hint="20 % would be no order at all"
      />
      <StatTile
        label="Effective sample ratio"
        value={formatShare(mean(({ effectiveSampleRatio }) => effectiveSampleRatio))}
        hint="100 % loses no precision to weights"
      />
      <StatTile
        label="Largest weight"
        value={formatDecimal(largest, 1)}
        hint="of one judgment, where 1 is ordinary"
      />
    </dl>
  );
}

function Meanings() {
  return (
    <dl className="mb-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
      <dt className="font-medium">Top fifth in first fifth</dt>
      <dd className="text-muted">how much of the metric's highest fifth is among the first fifth served</dd>
      <dt className="font-medium">Effective sample ratio</dt>
      <dd className="text-muted">
        judgments that an even draw would need for the same information, per judgment, before the gain from
        fewer ties
      </dd>
      <dt className="font-medium">Largest weight</dt>
      <dd className="text-muted">
        how much one judgment can count in the estimate; large ones make it jumpy
      </dd>
    </dl>
  );
}
