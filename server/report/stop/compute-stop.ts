import type { StopSettings } from "@/db/schema/campaign";
import { stratified } from "@/server/core/estimation/stratified";
import { conclusionOf, ratesOf } from "../../stop/conclusion-of";
import { pairPath } from "../../stop/pair-path";
import type { SequenceRun } from "../../stop/run-sequence";
import { stillNeeded } from "../../stop/still-needed";
import { combineBounds } from "../../stop/walk-strata";
import { lureOfPrefix, type ScoredStratum } from "../scored-stratum";
import { stopSentences } from "./stop-sentences";
import type { FiredStop, PairStop, SequenceName } from "./view";

/** Beyond so many pairs their pictures would be most of a report. */
const mostPaths = 60;

export interface StopOptions {
  rule: StopSettings | null;
  stops: readonly FiredStop[];
  hasGoneOn: boolean;
  judgmentsPerComparison: number;
  alpha: number;
  /** Pairs watched together. */
  monitored: number;
}

/** A pair's confidence sequence and its stop, strata combined. */
export function computeStop(
  strata: readonly (ScoredStratum & { run: SequenceRun })[],
  options: StopOptions,
): PairStop {
  const { rule, hasGoneOn } = options;
  const { modelA, modelB } = strata[0] as ScoredStratum;
  const bounds = combineBounds(strata.map(({ size, run }) => ({ size, ...run.bounds })));
  const step = strata.reduce((sum, { run }) => sum + run.step, 0);
  const found = options.stops.find((stop) => stop.modelA === modelA && stop.modelB === modelB);
  const fired = found
    ? {
        reason: found.reason,
        step: found.step,
        ...ratesOf(found),
        conclusion: conclusionOf(found, rule),
      }
    : null;
  const stop: Omit<PairStop, "sentences" | "path"> = {
    sequence: sequenceName(strata),
    step,
    ...ratesOf(bounds),
    conclusion: conclusionOf(bounds, rule),
    fired,
    stillNeeded: null,
  };
  const isOver = stop.conclusion !== "undecided" || (fired !== null && !hasGoneOn);
  if (!isOver) stop.stillNeeded = needed(strata, { step, bounds }, options);
  const confidence = 1 - options.alpha;
  const hasPath = options.monitored <= mostPaths;
  return {
    ...stop,
    sentences: stopSentences(stop, { modelA, modelB, rule, confidence, hasGoneOn }),
    path: hasPath ? pairPath(strata).map((point) => ({ step: point.step, ...ratesOf(point) })) : [],
  };
}

function needed(
  strata: readonly ScoredStratum[],
  { step, bounds }: { step: number; bounds: { lower: number; upper: number } },
  { rule, hasGoneOn, judgmentsPerComparison }: StopOptions,
): PairStop["stillNeeded"] {
  const { N, theta, se } = stratified(
    strata.map((stratum) => {
      const { theta, se } = lureOfPrefix(stratum, stratum.s);
      return { N: stratum.size, theta, se };
    }),
  );
  const pair = { N, M: step, theta, se, bounds };
  return stillNeeded(pair, hasGoneOn ? null : rule, judgmentsPerComparison) ?? null;
}

function sequenceName(strata: readonly { run: SequenceRun }[]): SequenceName {
  if (strata.every(({ run }) => run.kind === "betting")) return "betting";
  return strata.some(({ run }) => run.even > 0) ? "betting-then-weighted" : "weighted";
}
