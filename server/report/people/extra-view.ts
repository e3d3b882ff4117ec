import { adjudicate } from "@/server/core/agreement/adjudicate";
import type { BootstrapOptions } from "@/server/core/agreement/bootstrap-prompts";
import { drawUnjudgeable, type JudgmentColumns, outcomeOrder, type ReportInput } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";
import { agreementGroup } from "./agreement-group";
import { judgedTwice, peopleRows } from "./people-rows";
import type { ExtraPair, ExtraView, LabelCounts } from "./view";

/** Per stratum and draw: judgments for model a, for model b, and ties. */
type Counts = Uint16Array[];

/** What the judgments beyond r say: labels and agreement, and nothing of the whole set. Null where none was asked for. */
export function extraView(
  input: ReportInput,
  strata: readonly ScoredStratum[],
  pairOf: Int32Array,
  bootstrap: BootstrapOptions,
): ExtraView | null {
  const { extra, configuration } = input;
  const upTo = configuration.extraUpTo ?? null;
  if (upTo === null && extra.id.length === 0) return null;
  const given = countRows(strata, extra);
  const judgments = given.reduce((sum, counts) => sum + counts.reduce((n, count) => n + count, 0), 0);
  if (upTo === null && judgments === 0) return null;
  const pairs = [...new Set(pairOf)].map((pair) => {
    const own = strata.flatMap((stratum, h) => (pairOf[h] === pair ? [{ stratum, given: given[h]! }] : []));
    return adjudicatePair(own);
  });
  return {
    upTo,
    judgments,
    comparisons: pairs.reduce((sum, { comparisons }) => sum + comparisons, 0),
    pairs: pairs.filter(({ comparisons }) => comparisons > 0),
    agreement: agreementGroup(judgedTwice(peopleRows(input, [input.judgments, extra])), bootstrap),
    lastJudgmentId: extra.id.at(-1) ?? 0,
  };
}

/** Standing ones of comparisons that were not given up. */
function countRows(strata: readonly ScoredStratum[], rows: JudgmentColumns): Counts {
  const counts = strata.map(({ drawn }) => new Uint16Array(3 * drawn));
  for (let row = 0; row < rows.id.length; row++) {
    const [h, t] = [rows.stratum[row]!, rows.draw[row]!];
    if (rows.isWithdrawn[row] === 1 || strata[h]!.state[t] === drawUnjudgeable) continue;
    counts[h]![3 * t + classOf(rows.outcome[row]!)]!++;
  }
  return counts;
}

/** 0 for model a, 1 for model b, 2 for a tie of any kind. */
function classOf(outcome: number): number {
  const name = outcomeOrder[outcome];
  return name === "model_a" ? 0 : name === "model_b" ? 1 : 2;
}

function adjudicatePair(own: { stratum: ScoredStratum; given: Uint16Array }[]): ExtraPair {
  const { modelA, modelB } = own[0]!.stratum;
  const before: LabelCounts = { model_a: 0, model_b: 0, tie: 0, none: 0 };
  const after = { ...before };
  let comparisons = 0;
  let changed = 0;
  for (const { stratum, given } of own) {
    for (let t = 0; t < stratum.drawn; t++) {
      const [win, loss, tie] = given.subarray(3 * t, 3 * t + 3) as unknown as [number, number, number];
      if (win + loss + tie === 0) continue;
      const [first, second, ...ties] = stratum.outcomes.subarray(5 * t, 5 * t + 5);
      const tied = ties.reduce((sum, n) => sum + n, 0);
      const was = labelOf(first!, second!, tied);
      const is = labelOf(first! + win, second! + loss, tied + tie);
      comparisons++;
      before[was]++;
      after[is]++;
      if (was !== is) changed++;
    }
  }
  return { modelA, modelB, comparisons, before, after, changed };
}

const labels = { win: "model_a", loss: "model_b", tie: "tie" } as const;

function labelOf(win: number, loss: number, tie: number): keyof LabelCounts {
  const { label } = adjudicate(win, loss, tie);
  return label ? labels[label] : "none";
}
