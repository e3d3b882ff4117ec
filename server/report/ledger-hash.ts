import { createHash } from "node:crypto";
import { drawLine, judgmentLine } from "./ledger";
import { outcomeOrder, type ReportInput } from "./report-input";

const stateNames = ["open", "closed", "unjudgeable"] as const;

/** The ledger's hash from a report's input: every judgment that was read, then every drawn comparison's state. */
export function ledgerHash({
  strata,
  judgments,
  annotators,
}: Pick<ReportInput, "strata" | "judgments" | "annotators">): string {
  const hash = createHash("sha256");
  for (let row = 0; row < judgments.id.length; row++) {
    const annotator = judgments.annotator[row] as number;
    hash.update(
      judgmentLine({
        judgmentId: judgments.id[row] as number,
        stratum: strata[judgments.stratum[row] as number]?.stratum as number,
        drawNumber: (judgments.draw[row] as number) + 1,
        outcome: outcomeOrder[judgments.outcome[row] as number] as string,
        source: judgments.isImported[row] === 1 ? "imported" : "live",
        annotator: annotators[annotator]?.label ?? null,
        withdrawn: judgments.isWithdrawn[row] === 1,
      }),
    );
  }
  for (const { stratum, state } of strata) {
    for (const [t, code] of state.entries())
      hash.update(drawLine({ stratum, drawNumber: t + 1, state: stateNames[code] as string }));
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
