import type { PlayedCampaign } from "@/server/core/planning/play-campaign";
import type { PlayedScores } from "./recorded-scores";
import type { CampaignOptions, PlayedOrder } from "./schemas";

const rounding = 1e-9;

/** Sums over one pool's campaigns. */
export interface PoolTally {
  n: number[];
  fixed: { covered: number; right: number; error: number; halfWidth: number; falselyDecided: number }[];
  /** Campaigns whose pool has a winner at all: only these can be right or wrong. */
  withWinner: number;
  right: number;
  wrong: number;
  comparisons: number;
  judgments: number;
  share: number;
  missed: number;
  falselyDecided: number;
}

/** Nothing played yet. @param n numbers of comparisons to look at. */
export function emptyTally(n: number[]): PoolTally {
  return {
    n,
    fixed: n.map(() => ({ covered: 0, right: 0, error: 0, halfWidth: 0, falselyDecided: 0 })),
    withWinner: 0,
    right: 0,
    wrong: 0,
    comparisons: 0,
    judgments: 0,
    share: 0,
    missed: 0,
    falselyDecided: 0,
  };
}

/** Adds a campaign to its pool's sums. */
export function countPlayed(
  tally: PoolTally,
  played: PlayedCampaign,
  { scores, judgments }: PlayedScores,
): void {
  const truth = scores.reduce((sum, s) => sum + s, 0) / scores.length;
  const winner = Math.abs(truth) < rounding ? 0 : Math.sign(truth);
  for (const [i, { estimate, lower, upper }] of played.fixed.entries()) {
    const sums = tally.fixed[i] as PoolTally["fixed"][number];
    if (lower <= truth + rounding && upper >= truth - rounding) sums.covered++;
    if (winner !== 0 && Math.abs(estimate) > rounding && Math.sign(estimate) === winner) sums.right++;
    // In win rate, and towards whoever wins the whole pool: which model is a says nothing.
    sums.error += ((winner || 1) * (estimate - truth)) / 2;
    sums.halfWidth += (upper - lower) / 4;
  }
  if (winner !== 0) tally.withWinner++;
  if (played.verdict === (winner > 0 ? "model_a" : "model_b") && winner !== 0) tally.right++;
  else if (played.verdict !== "undecided") tally.wrong++;
  tally.comparisons += played.step;
  tally.share += played.step / scores.length;
  for (let t = 0; t < played.step; t++) tally.judgments += judgments[played.item[t] as number] as number;
  if (played.missed) tally.missed++;
}

/** Adds the same campaign where nobody is ahead. */
export function countLevelled(tally: PoolTally, { fixed, verdict }: PlayedCampaign): void {
  for (const [i, { lower, upper }] of fixed.entries())
    if (lower > rounding || upper < -rounding)
      (tally.fixed[i] as PoolTally["fixed"][number]).falselyDecided++;
  if (verdict !== "undecided") tally.falselyDecided++;
}

/** Rates per pool, and their means over the pools. */
export function summarize(
  tallies: readonly PoolTally[],
  { campaigns, judged }: CampaignOptions,
): Pick<PlayedOrder, "fixed" | "stop"> {
  const per = (pick: (tally: PoolTally) => number) => tallies.map((tally) => pick(tally) / campaigns);
  const withWinner = tallies.filter((tally) => tally.withWinner > 0);
  const perWinner = (pick: (tally: PoolTally) => number) =>
    withWinner.length === 0 ? null : mean(withWinner.map((tally) => pick(tally) / tally.withWinner));
  return {
    fixed: judged.map((share, i) => {
      const at = (tally: PoolTally) => tally.fixed[i] as PoolTally["fixed"][number];
      const coverage = per((tally) => at(tally).covered);
      const bias = per((tally) => at(tally).error);
      return {
        share,
        comparisons: mean(tallies.map(({ n }) => n[i] as number)),
        coverage: mean(coverage),
        lowestCoverage: Math.min(...coverage),
        winner: perWinner((tally) => at(tally).right),
        bias: mean(bias),
        largestBias: bias.reduce((largest, one) => (Math.abs(one) > Math.abs(largest) ? one : largest), 0),
        halfWidth: mean(per((tally) => at(tally).halfWidth)),
        falselyDecided: mean(per((tally) => at(tally).falselyDecided)),
      };
    }),
    stop: {
      right: perWinner(({ right }) => right),
      wrong: mean(per(({ wrong }) => wrong)),
      comparisons: mean(per(({ comparisons }) => comparisons)),
      judgments: mean(per(({ judgments }) => judgments)),
      share: mean(per(({ share }) => share)),
      everMissed: mean(per(({ missed }) => missed)),
      falselyDecided: mean(per(({ falselyDecided }) => falselyDecided)),
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
