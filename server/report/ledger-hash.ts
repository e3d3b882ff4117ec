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
  const hash = new LedgerHash(strata);
  hash.add(judgments, annotators);
  return hash.digest();
}

/** The same of judgments that come stretch by stretch. */
export class LedgerHash {
  readonly #hash = createHash("sha256");
  readonly #strata: ReportInput["strata"];
  /** Line by line as `judgmentLine` writes them, but names are quoted once and many lines are hashed at once. */
  readonly #outcomes = outcomeOrder.map((name) => JSON.stringify(name));
  readonly #labels: string[] = [];

  constructor(strata: ReportInput["strata"]) {
    this.#strata = strata;
  }

  /** @param annotators those of the judgments so far, and maybe more; who has been named stays at that place. */
  add(
    judgments: ReportInput["judgments"],
    annotators: ReportInput["annotators"],
    from = 0,
    to = judgments.id.length,
  ): void {
    const labels = this.#labels;
    for (let who = labels.length; who < annotators.length; who++)
      labels.push(JSON.stringify(annotators[who]!.label));
    const numbers = this.#strata.map(({ stratum }) => stratum);
    const { id, draw, outcome, isImported, annotator, isWithdrawn } = judgments;
    let lines = "";
    for (let row = from; row < to; row++) {
      const number = numbers[judgments.stratum[row]!]!;
      const source = isImported[row] === 1 ? '"imported"' : '"live"';
      const label = labels[annotator[row]!] ?? "null";
      lines += `[${id[row]},${number},${draw[row]! + 1},${this.#outcomes[outcome[row]!]},${source},${label},${isWithdrawn[row] === 1}]\n`;
      if (lines.length < charactersAtOnce) continue;
      this.#hash.update(lines);
      lines = "";
    }
    this.#hash.update(lines);
  }

  /** After the judgments the states, which are read now. */
  digest(): string {
    for (const { stratum, state } of this.#strata) {
      let lines = "";
      for (let t = 0; t < state.length; t++) lines += `[${stratum},${t + 1},"${stateNames[state[t]!]}"]\n`;
      this.#hash.update(lines);
    }
    return this.#hash.digest("hex");
  }
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
