import { type ControlSample, controlSample, type SampleRates } from "@/server/core/estimation/control-sample";
import { stratified } from "@/server/core/estimation/stratified";
import type { ProportionInterval } from "@/server/core/estimation/wilson";
import type { CountedRate, OrderWorthView, SampleView } from "./schemas";
import type { ScoredStratum } from "./scored-stratum";

/** The first ranked draws (a fifth of the set) against the control sample, the strata's closed prefixes pooled. */
export function orderWorthView(
  strata: readonly ScoredStratum[],
  { alpha, isOnePair, controlShare }: { alpha: number; isOnePair: boolean; controlShare: number },
): OrderWorthView {
  const sample = pooledSample(strata, alpha);
  return {
    ranked: viewSample(sample.ranked),
    control: viewSample(sample.control),
    tieRateDifference: viewRate(sample.tieRateDifference),
    decisiveRateDifference: viewRate(sample.decisiveRateDifference),
    controlWinRate: isOnePair ? controlWinRate(strata, alpha) : null,
    reason: whyNoDifference(sample, controlShare),
  };
}

/**
 * Strata as if they were one sequence: draws in order of their progress through their own stratum, so that the first
 * fifth of the whole is about the first fifth of each; the control samples side by side.
 */
function pooledSample(strata: readonly ScoredStratum[], alpha: number): ControlSample {
  const draws = strata.flatMap((stratum) => {
    const coins = stratum.controlCoin.subarray(0, stratum.closedPrefix).reduce((sum, coin) => sum + coin, 0);
    return Array.from({ length: stratum.closedPrefix }, (_, t) => ({
      progress: (t + 0.5) / stratum.size,
      arm: stratum.arm[t] as number,
      coin: stratum.controlCoin[t] as number,
      isControl: (stratum.controlPlace[t] as number) <= coins,
      tie: stratum.shares.tie[t] as number,
      s: stratum.s[t] as number,
      judgeable: stratum.judgeable[t] as number,
    }));
  });
  draws.sort((one, other) => one.progress - other.progress);
  const size = strata.reduce((sum, stratum) => sum + stratum.size, 0);
  const control = Array.from(draws.keys()).filter((t) => draws[t]?.isControl);
  return controlSample({
    sequence: {
      item: Int32Array.from({ length: size }, (_, place) => place),
      arm: Uint8Array.from(draws, ({ arm }) => arm),
      coin: Uint8Array.from(draws, ({ coin }) => coin),
      controlOrder: Int32Array.from(control),
    },
    closed: draws.length,
    tieShare: Float64Array.from(draws, ({ tie }) => tie),
    s: Float64Array.from(draws, ({ s }) => s),
    judgeable: Uint8Array.from(draws, ({ judgeable }) => judgeable),
    alpha,
  });
}

function controlWinRate(strata: readonly ScoredStratum[], alpha: number): OrderWorthView["controlWinRate"] {
  const { theta, se } = stratified(
    strata.map((stratum) => {
      const { control } = pooledSample([stratum], alpha);
      return { N: stratum.size, theta: control.margin, se: control.marginSe };
    }),
  );
  return theta === undefined ? null : { value: (1 + theta) / 2, se: se === undefined ? null : se / 2 };
}

function whyNoDifference(sample: ControlSample, controlShare: number): string | null {
  if (sample.tieRateDifference) return null;
  if (!sample.control.tieRate) {
    return controlShare === 0
      ? "The campaign has no control arm (control share 0)."
      : "No control draw is closed yet.";
  }
  return "No ranked draw is closed yet.";
}

function viewSample({ comparisons, unjudgeable, tieRate, decisiveRate }: SampleRates): SampleView {
  return { comparisons, unjudgeable, tieRate: viewRate(tieRate), decisiveRate: viewRate(decisiveRate) };
}

function viewRate(rate: ProportionInterval | undefined): CountedRate | null {
  return rate ? { value: rate.estimate, lower: rate.lower, upper: rate.upper } : null;
}
