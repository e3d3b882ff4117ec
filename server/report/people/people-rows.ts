import type { AgreementJudgments } from "@/server/core/agreement/agreement-judgments";
import type { NoAgreementReason } from "@/server/core/agreement/measure-overlap";
import { drawPlaces, promptsOfDraws } from "../draw-places";
import { drawUnjudgeable, type JudgmentColumns, outcomeOrder, type ReportInput } from "../report-input";

export type OutcomeName = (typeof outcomeOrder)[number];

/** Standing judgments of known people, of comparisons that were not given up, as the agreement core takes them. */
export interface PeopleRows extends AgreementJudgments {
  /** What each outcome code is called. */
  names: readonly OutcomeName[];
  prompt: Int32Array;
  /** Per comparison: its stratum's place and its draw. */
  stratum: Int32Array;
  draw: Int32Array;
  /** Per judgment: 1 model a stood left, 0 model b did, 2 not known; active milliseconds, NaN not known. */
  leftIsA: Uint8Array;
  activeMs: Float64Array;
}

const outcomesOf = {
  four: ["model_a", "model_b", "both_good", "both_bad"],
  three: ["model_a", "model_b", "tie"],
} as const;
const scores: Readonly<Record<OutcomeName, number>> = {
  model_a: 1,
  model_b: -1,
  tie: 0,
  both_good: 0,
  both_bad: 0,
};

/**
 * Reads judgments of a report's input, main ones or others, in the order given. Comparisons are numbered stratum by
 * stratum, draw by draw. Somebody's second judgment of a comparison, as an import may hold, is left out.
 */
export function peopleRows(input: ReportInput, columns: readonly JudgmentColumns[]): PeopleRows {
  const { strata, annotators, configuration } = input;
  const names = outcomesOf[configuration.outcomes];
  const codes = outcomeOrder.map((name) => (names as readonly string[]).indexOf(name));
  const { starts, draws: comparisons } = drawPlaces(strata);
  const hasGivenUp = Uint8Array.from(strata, ({ state }) => (state.includes(drawUnjudgeable) ? 1 : 0));
  const most = columns.reduce((sum, { id }) => sum + id.length, 0);
  const rows = {
    comparison: new Int32Array(most),
    annotator: new Int32Array(most),
    outcome: new Uint8Array(most),
    leftIsA: new Uint8Array(most),
    activeMs: new Float64Array(most),
  };
  const met = new Set<number>();
  let length = 0;
  for (const judgments of columns) {
    for (let row = 0; row < judgments.id.length; row++) {
      const h = judgments.stratum[row]!;
      const t = judgments.draw[row]!;
      const who = judgments.annotator[row]!;
      const code = codes[judgments.outcome[row]!]!;
      if (judgments.isWithdrawn[row] === 1 || who < 0 || code < 0) continue;
      if (hasGivenUp[h] === 1 && strata[h]!.state[t] === drawUnjudgeable) continue;
      const comparison = starts[h]! + t;
      // Only imports can hold a second one.
      if (judgments.isImported[row] === 1) {
        const key = comparison * annotators.length + who;
        if (met.has(key)) continue;
        met.add(key);
      }
      rows.comparison[length] = comparison;
      rows.annotator[length] = who;
      rows.outcome[length] = code;
      rows.leftIsA[length] = sideCodes[judgments.side[row]!]!;
      rows.activeMs[length++] = judgments.durationMs[row]! < 0 ? Number.NaN : judgments.durationMs[row]!;
    }
  }
  const stratum = new Int32Array(comparisons);
  const draw = new Int32Array(comparisons);
  for (const [h, { drawn }] of strata.entries()) {
    const from = starts[h]!;
    stratum.fill(h, from, from + drawn);
    for (let t = 0; t < drawn; t++) draw[from + t] = t;
  }
  return {
    names,
    values: names.map((name) => scores[name]),
    comparisons,
    annotators: annotators.length,
    ...cut(rows, length),
    prompt: promptsOfDraws(input),
    stratum,
    draw,
  };
}

/** As `describeAnnotators` has it: 0 is not known in the input, 1 model a left, 2 model b left. */
const sideCodes = [2, 1, 0];

type Rows = Pick<PeopleRows, "comparison" | "annotator" | "outcome" | "leftIsA" | "activeMs">;

function cut(rows: Rows, length: number): Rows {
  return {
    comparison: rows.comparison.slice(0, length),
    annotator: rows.annotator.slice(0, length),
    outcome: rows.outcome.slice(0, length),
    leftIsA: rows.leftIsA.slice(0, length),
    activeMs: rows.activeMs.slice(0, length),
  };
}

/** The judgments of the comparisons that are wanted, those comparisons numbered anew. */
export function rowsOf(rows: PeopleRows, isWanted: (comparison: number) => boolean): PeopleRows {
  const numbers = new Int32Array(rows.comparisons).fill(-1);
  const kept = new Int32Array(rows.comparisons);
  let wanted = 0;
  for (let c = 0; c < rows.comparisons; c++) {
    if (!isWanted(c)) continue;
    kept[wanted] = c;
    numbers[c] = wanted++;
  }
  if (wanted === rows.comparisons) return rows;
  const all: Rows = {
    comparison: new Int32Array(rows.comparison.length),
    annotator: new Int32Array(rows.comparison.length),
    outcome: new Uint8Array(rows.comparison.length),
    leftIsA: new Uint8Array(rows.comparison.length),
    activeMs: new Float64Array(rows.comparison.length),
  };
  let length = 0;
  for (let row = 0; row < rows.comparison.length; row++) {
    const number = numbers[rows.comparison[row]!]!;
    if (number < 0) continue;
    all.comparison[length] = number;
    all.annotator[length] = rows.annotator[row]!;
    all.outcome[length] = rows.outcome[row]!;
    all.leftIsA[length] = rows.leftIsA[row]!;
    all.activeMs[length++] = rows.activeMs[row]!;
  }
  const ofKept = (column: Int32Array) => {
    const own = new Int32Array(wanted);
    for (let number = 0; number < wanted; number++) own[number] = column[kept[number]!]!;
    return own;
  };
  return {
    ...rows,
    comparisons: wanted,
    ...cut(all, length),
    prompt: ofKept(rows.prompt),
    stratum: ofKept(rows.stratum),
    draw: ofKept(rows.draw),
  };
}

/** `judged`: comparisons judged at least once. */
export type JudgedTwice = { judged: number } & (
  | { kind: "known"; rows: PeopleRows }
  | { kind: "unknown"; reason: NoAgreementReason }
);

/** The comparisons that two people or more judged; undefined with the reason where there is none. */
export function judgedTwice(rows: PeopleRows): JudgedTwice {
  const sizes = sizesOf(rows);
  let judged = 0;
  let twice = 0;
  for (const size of sizes) {
    if (size > 0) judged++;
    if (size > 1) twice++;
  }
  if (twice > 0) return { kind: "known", judged, rows: rowsOf(rows, (c) => sizes[c]! > 1) };
  const { annotator } = rows;
  if (annotator.length === 0) return { kind: "unknown", judged, reason: "no-judgments" };
  const isAlone = annotator.every((who) => who === annotator[0]);
  return { kind: "unknown", judged, reason: isAlone ? "one-annotator" : "no-overlap" };
}

/** How many judged each comparison. */
function sizesOf({ comparisons, comparison }: PeopleRows): Int32Array {
  const sizes = new Int32Array(comparisons);
  for (const c of comparison) sizes[c]!++;
  return sizes;
}
