import { createHash } from "node:crypto";
import { outcomeOrder, type ReportInput } from "./report-input";

const stateNames = ["open", "closed", "unjudgeable"] as const;
const charactersAtOnce = 32_768;

/** The ledger's hash from a report's input: every judgment that was read, then every drawn comparison's state. */
export function ledgerHash({
  strata,
  judgments,
  annotators,
}: Pick<ReportInput, "strata" | "judgments" | "annotators">): string {
  const hash = createHash("sha256");
  const { id, draw, outcome, isImported, annotator, isWithdrawn } = judgments;
  // Line by line as `judgmentLine` writes them, but names are quoted once and many lines are hashed at once.
  const outcomes = outcomeOrder.map((name) => JSON.stringify(name));
  const labels = annotators.map(({ label }) => JSON.stringify(label));
  const numbers = strata.map(({ stratum }) => stratum);
  let lines = "";
  for (let row = 0; row < id.length; row++) {
    const number = numbers[judgments.stratum[row]!]!;
    const source = isImported[row] === 1 ? '"imported"' : '"live"';
    const label = labels[annotator[row]!] ?? "null";
    lines += `[${id[row]},${number},${draw[row]! + 1},${outcomes[outcome[row]!]},${source},${label},${isWithdrawn[row] === 1}]\n`;
    if (lines.length < charactersAtOnce) continue;
    hash.update(lines);
    lines = "";
  }
  hash.update(lines);
  for (const { stratum, state } of strata) {
    lines = "";
    for (let t = 0; t < state.length; t++) lines += `[${stratum},${t + 1},"${stateNames[state[t]!]}"]\n`;
    hash.update(lines);
  }
  return hash.digest("hex");
}

/**
 * Counts the first r standing judgments of every drawn comparison into the strata's outcomes; what stood there is
 * written over.
 */
export function countOutcomes(
  { strata, judgments }: Pick<ReportInput, "strata" | "judgments">,
  judgmentsPerComparison: number,
): void {
  for (const { outcomes } of strata) outcomes.fill(0);
  for (let row = 0; row < judgments.id.length; row++) {
    if (judgments.isWithdrawn[row] === 1) continue;
    const outcomes = strata[judgments.stratum[row] as number]?.outcomes as Uint8Array;
    const start = 5 * (judgments.draw[row] as number);
    let counted = 0;
    for (let place = 0; place < 5; place++) counted += outcomes[start + place] as number;
    if (counted < judgmentsPerComparison) (outcomes[start + (judgments.outcome[row] as number)] as number)++;
  }
}
