import { type BradleyTerry, fitBradleyTerry, type Separated } from "./bradley-terry";
import type { PairCounts } from "./count-pairs";

/** Strengths of models that share a scale with each other but not with the rest. */
export interface GroupFit {
  /** The models' numbers; entry k of `fit.r` is the strength of `models[k]`, and Σr = 0 within the group. */
  models: Int32Array;
  fit: BradleyTerry;
}

/**
 * What can still be said where there is no common scale: the strengths within every group of two models or more.
 *
 * @example const fit = fitBradleyTerry(counts); if (fit.kind === "separated") fitWithinGroups(counts, fit)
 */
export function fitWithinGroups(counts: PairCounts, { groups }: Separated): GroupFit[] {
  const fits: GroupFit[] = [];
  for (const models of groups) {
    if (models.length < 2) continue;
    const fit = fitBradleyTerry(restrict(counts, models));
    if (fit.kind === "fitted") fits.push({ models, fit });
  }
  return fits;
}

function restrict(counts: PairCounts, kept: Int32Array): PairCounts {
  const size = kept.length;
  const wins = new Float64Array(size * size);
  const ties = new Float64Array(size * size);
  let weight = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const from = kept[i]! * counts.models + kept[j]!;
      wins[i * size + j] = counts.wins[from]!;
      ties[i * size + j] = counts.ties[from]!;
      weight += counts.wins[from]! + counts.ties[from]! / 2;
    }
  }
  return { models: size, wins, ties, weight };
}
