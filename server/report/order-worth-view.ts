import { type ControlSample, controlSample, type SampleRates } from "@/server/core/estimation/control-sample";
import { stratified } from "@/server/core/estimation/stratified";
import type { ProportionInterval } from "@/server/core/estimation/wilson";
import { ascendingOrder } from "@/server/core/sampling/ascending-order";
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
    controlWinRate: isOnePair ? controlWinRate(strata, sample, alpha) : null,
    reason: whyNoDifference(sample, controlShare),
  };
}

/**
 * Strata as if they were one sequence: draws in order of their progress through their own stratum, so that the first
 * fifth of the whole is about the first fifth of each; the control samples side by side.
 */
function pooledSample(strata: readonly ScoredStratum[], alpha: number): ControlSample {
  const pooled = pool(strata);
  const order = strata.length === 1 ? undefined : byProgress(strata, pooled.progress);
  const sorted = <C extends Uint8Array | Float64Array>(column: C): C => {
    if (!order) return column;
    const own = column.slice() as C;
    for (let place = 0; place < own.length; place++) own[place] = column[order[place]!]!;
    return own;
  };
  const isControl = sorted(pooled.isControl);
  const control = new Int32Array(isControl.length);
  let controls = 0;
  for (let t = 0; t < isControl.length; t++) if (isControl[t] === 1) control[controls++] = t;
  const size = strata.reduce((sum, stratum) => sum + stratum.size, 0);
  const item = new Int32Array(size);
  for (let place = 0; place < size; place++) item[place] = place;
  return controlSample({
    sequence: {
      item,
      arm: sorted(pooled.arm),
      coin: sorted(pooled.coin),
      controlOrder: control.subarray(0, controls),
    },
    closed: isControl.length,
    tieShare: sorted(pooled.tie),
    s: sorted(pooled.s),
    judgeable: sorted(pooled.judgeable),
    alpha,
  });
}

/** Places in order of progress, earlier strata first where it is the same: strata of one size go in turns. */
function byProgress(strata: readonly ScoredStratum[], progress: Float64Array): Int32Array {
  if (strata.some(({ size }) => size !== strata[0]?.size)) return ascendingOrder(progress);
  const order = new Int32Array(progress.length);
  for (let t = 0, place = 0; place < order.length; t++) {
    let from = 0;
    for (const { closedPrefix } of strata) {
      if (t < closedPrefix) order[place++] = from + t;
      from += closedPrefix;
    }
  }
  return order;
}

/** The closed prefixes one after the other, as columns. */
function pool(strata: readonly ScoredStratum[]) {
  const length = strata.reduce((sum, { closedPrefix }) => sum + closedPrefix, 0);
  const columns = {
    progress: new Float64Array(length),
    arm: new Uint8Array(length),
    coin: new Uint8Array(length),
    isControl: new Uint8Array(length),
    tie: new Float64Array(length),
    s: new Float64Array(length),
    judgeable: new Uint8Array(length),
  };
  let from = 0;
  for (const { closedPrefix, size, ...stratum } of strata) {
    const coin = stratum.controlCoin.subarray(0, closedPrefix);
    const coins = coin.reduce((sum, used) => sum + used, 0);
    columns.coin.set(coin, from);
    columns.arm.set(stratum.arm.subarray(0, closedPrefix), from);
    columns.tie.set(stratum.shares.tie.subarray(0, closedPrefix), from);
    columns.s.set(stratum.s.subarray(0, closedPrefix), from);
    columns.judgeable.set(stratum.judgeable.subarray(0, closedPrefix), from);
    for (let t = 0; t < closedPrefix; t++) {
      columns.progress[from + t] = (t + 0.5) / size;
      columns.isControl[from + t] = stratum.controlPlace[t]! <= coins ? 1 : 0;
    }
    from += closedPrefix;
  }
  return columns;
}

/** @param whole the sample of all strata together, which is that of the only one. */
function controlWinRate(
  strata: readonly ScoredStratum[],
  whole: ControlSample,
  alpha: number,
): OrderWorthView["controlWinRate"] {
  const { theta, se } = stratified(
    strata.map((stratum) => {
      const { control } = strata.length === 1 ? whole : pooledSample([stratum], alpha);
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
