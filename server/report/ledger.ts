/** A judgment as the ledger has it, in the order of judgment ids. */
export interface LedgerJudgment {
  judgmentId: number;
  stratum: number;
  drawNumber: number;
  outcome: string;
  source: string;
  annotator: string | null;
  withdrawn: boolean;
}

/** A drawn comparison as the ledger has it, in the order of strata and draw numbers. */
export interface LedgerDraw {
  stratum: number;
  drawNumber: number;
  state: string;
}

/**
 * The ledger's lines, each ended by a newline; its hash is the SHA-256 of them all, judgments first. The exports hold
 * every field, so that anyone can make it again.
 */
export function judgmentLine(judgment: LedgerJudgment): string {
  const { judgmentId, stratum, drawNumber, outcome, source, annotator, withdrawn } = judgment;
  return `${JSON.stringify([judgmentId, stratum, drawNumber, outcome, source, annotator, withdrawn])}\n`;
}

/** A drawn comparison's line: open, closed or unjudgeable. */
export function drawLine({ stratum, drawNumber, state }: LedgerDraw): string {
  return `${JSON.stringify([stratum, drawNumber, state])}\n`;
}
