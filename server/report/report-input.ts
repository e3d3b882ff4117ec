import type { WorthInput } from "../worth/worth-input";
import type { ReportConfiguration, ReportContent } from "./schemas";

export const drawOpen = 0;
export const drawClosed = 1;
export const drawUnjudgeable = 2;

/** The outcomes in the order of `StratumColumns.outcomes`. */
export const outcomeOrder = ["model_a", "model_b", "tie", "both_good", "both_bad"] as const;

/** A stratum's draws as columns, one entry per draw 1..drawn. */
export interface StratumColumns {
  /** Position among the ranking's strata, from 1: how exports name it. */
  stratum: number;
  modelA: string;
  modelB: string;
  routingGroup: string;
  size: number;
  planned: number;
  drawn: number;
  /** Marginal probability and its bound; not read in explore mode. */
  q: Float64Array;
  largestInverse: Float64Array;
  rank: Float64Array;
  /** 1 for the control arm. */
  arm: Uint8Array;
  controlCoin: Uint8Array;
  controlPlace: Int32Array;
  /** drawOpen, drawClosed or drawUnjudgeable. */
  state: Uint8Array;
  /** Five counts per draw, of its first r judgments, in `outcomeOrder`. */
  outcomes: Uint8Array;
}

/** Everything a report is computed from; plain enough to be sent to a worker thread. */
export interface ReportInput {
  campaign: ReportContent["campaign"];
  configuration: Omit<ReportConfiguration, "monitored">;
  productVersion: string;
  /** What is counted in the database; the rest is counted from the strata. */
  counts: Pick<
    ReportContent["counts"],
    "prompts" | "judgments" | "judgmentsImported" | "withdrawn" | "skips" | "flags" | "annotators"
  >;
  strata: StratumColumns[];
  ledger: ReportContent["ledger"];
  /** The control sample under every metric that has been scored; null without a control arm. */
  worth: WorthInput | null;
}
