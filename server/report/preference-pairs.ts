import { lureWeights } from "@/server/core/estimation/lure-weights";
import {
  drawClosed,
  drawOpen,
  type JudgmentColumns,
  outcomeOrder,
  type StratumColumns,
} from "./report-input";
import { scoreStratum } from "./scored-stratum";

/** What a comparison must have at least to be exported as a preference. */
export interface PreferenceMinimums {
  /** |wins − losses| / judgments, in [0, 1]. */
  margin: number;
  judgments: number;
}

/** Preferences of one stratum as columns of one length, in draw order. */
export interface StratumPreferences {
  /** Draw, from 0. */
  draw: Int32Array;
  /** 1 where model a was preferred, 0 where model b was. */
  isA: Uint8Array;
  wins: Int32Array;
  losses: Int32Array;
  ties: Int32Array;
  /** The draw's estimation weight v; NaN beyond the closed prefix and in explore mode. */
  weight: Float64Array;
}

/** What became of the drawn comparisons. */
export interface PreferenceCounts {
  exported: number;
  /** Closed, with as many judgments for one as for the other. */
  even: number;
  belowMargin: number;
  belowJudgments: number;
  open: number;
  unjudgeable: number;
}

export interface PreferenceInput {
  strata: readonly StratumColumns[];
  /** Judgments beyond r: they decide labels, and so they count here. */
  extra: JudgmentColumns;
  mode: "measure" | "explore";
}

/**
 * Which completion people preferred on each closed comparison, where they preferred one: the first r judgments and any
 * extra ones, withdrawn ones left out.
 *
 * @example selectPreferences(input, { margin: 0, judgments: 1 }).counts.exported // comparisons with a preference
 */
export function selectPreferences(
  { strata, extra, mode }: PreferenceInput,
  minimums: PreferenceMinimums,
): { strata: StratumPreferences[]; counts: PreferenceCounts } {
  const given = countExtra(strata, extra);
  const counts = { exported: 0, even: 0, belowMargin: 0, belowJudgments: 0, open: 0, unjudgeable: 0 };
  const selected = strata.map((stratum, h) => {
    const rows = { draw: [] as number[], isA: [] as number[], wins: [] as number[], losses: [] as number[] };
    const ties: number[] = [];
    for (let t = 0; t < stratum.drawn; t++) {
      const [a, b, tied] = judgmentsOf(stratum, given[h] as Int32Array, t);
      const fate = fateOf(stratum.state[t] as number, [a, b, tied], minimums);
      counts[fate]++;
      if (fate !== "exported") continue;
      rows.draw.push(t);
      rows.isA.push(a > b ? 1 : 0);
      rows.wins.push(Math.max(a, b));
      rows.losses.push(Math.min(a, b));
      ties.push(tied);
    }
    const weights = mode === "measure" ? prefixWeights(stratum) : new Float64Array();
    return {
      draw: Int32Array.from(rows.draw),
      isA: Uint8Array.from(rows.isA),
      wins: Int32Array.from(rows.wins),
      losses: Int32Array.from(rows.losses),
      ties: Int32Array.from(ties),
      weight: Float64Array.from(rows.draw, (t) => weights[t] ?? Number.NaN),
    };
  });
  return { strata: selected, counts };
}

type Three = [a: number, b: number, ties: number];

function fateOf(state: number, [a, b, ties]: Three, minimums: PreferenceMinimums): keyof PreferenceCounts {
  if (state === drawOpen) return "open";
  if (state !== drawClosed) return "unjudgeable";
  const judgments = a + b + ties;
  if (a === b) return "even";
  if (judgments < minimums.judgments) return "belowJudgments";
  // A margin of exactly the minimum counts, whatever the rounding of the division.
  return Math.abs(a - b) / judgments < minimums.margin - 1e-12 ? "belowMargin" : "exported";
}

function judgmentsOf({ outcomes }: StratumColumns, given: Int32Array, t: number): Three {
  const [a, b, ...ties] = outcomes.subarray(5 * t, 5 * t + 5) as unknown as [number, number, ...number[]];
  const tied = ties.reduce((sum, n) => sum + n, 0);
  return [
    a + (given[3 * t] as number),
    b + (given[3 * t + 1] as number),
    tied + (given[3 * t + 2] as number),
  ];
}

/** Per stratum and draw three counts of standing extra judgments: for model a, for model b, ties. */
function countExtra(strata: readonly StratumColumns[], extra: JudgmentColumns): Int32Array[] {
  const counts = strata.map(({ drawn }) => new Int32Array(3 * drawn));
  for (let row = 0; row < extra.id.length; row++) {
    if (extra.isWithdrawn[row] === 1) continue;
    const outcome = outcomeOrder[extra.outcome[row] as number];
    const place = outcome === "model_a" ? 0 : outcome === "model_b" ? 1 : 2;
    const own = counts[extra.stratum[row] as number] as Int32Array;
    own[3 * (extra.draw[row] as number) + place]!++;
  }
  return counts;
}

function prefixWeights(stratum: StratumColumns): Float64Array {
  const { closedPrefix } = scoreStratum(stratum);
  return lureWeights(stratum.size, stratum.q.subarray(0, closedPrefix));
}
