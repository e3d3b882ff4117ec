import type { SliceName } from "../ranking/schemas";
import type { StoredSequence } from "../stop/run-sequence";
import type { WorthInput } from "../worth/worth-input";
import type { CompletionColumns } from "./parts/completion-columns";
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

/** A stratum's whole pool, drawn or not: what slices and clusters need beyond its draws. */
export interface StratumPool {
  /** Per comparison, in pool order: the number of its prompt, from 0. */
  prompt: Int32Array;
  /** Per draw 1..drawn: the place of its comparison in the pool. */
  item: Int32Array;
  /** Per draw: control coins used before it. */
  controlUsed: Int32Array;
  /** The weights that draws were made with, from the first draw on and after each change; 0 where drawn before. */
  weights: { fromDraw: number; weights: Float64Array }[];
  /** Per comparison, what the campaign's control variate says of model a over model b; NaN where it says nothing. */
  judge: Float64Array | null;
}

/** Every main judgment of a drawn comparison in the order of ids, withdrawn ones included; columns of one length. */
export interface JudgmentColumns {
  id: Int32Array;
  /** Place in `strata`, from 0. */
  stratum: Int32Array;
  /** Draw, from 0. */
  draw: Int32Array;
  /** Place in `outcomeOrder`. */
  outcome: Uint8Array;
  /** Place in `annotators`; −1 where it is not known who judged. */
  annotator: Int32Array;
  /** 1: model a stood left, 2: model b did, 0: not known. */
  side: Uint8Array;
  /** Active milliseconds; −1 where they are not known. */
  durationMs: Int32Array;
  isImported: Uint8Array;
  isWithdrawn: Uint8Array;
}

/** Who judged, by the name that exports give them. */
export interface JudgingAnnotator {
  label: string;
  isImported: boolean;
}

/** Prompts that a slice holds, of those numbered 0 … prompts.count − 1. */
export interface PromptSlice extends SliceName {
  prompts: Int32Array;
}

/** Everything a report is computed from; plain enough to be sent to a worker thread and to be kept in a file. */
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
  /**
   * The strata's stored confidence sequences to go on from, null where there is none. They only save time: they follow
   * from the draws, and a report's file is without them.
   */
  sequences?: (StoredSequence | null)[];
  /** One per stratum. */
  pools: StratumPool[];
  prompts: { count: number; slices: PromptSlice[] };
  judgments: JudgmentColumns;
  /** The same of judgments beyond r, asked for where those of a comparison disagreed: they are in no estimate. */
  extra: JudgmentColumns;
  /** The same of second judgments of one comparison by one person: they are in no estimate either. */
  repeats: JudgmentColumns;
  annotators: JudgingAnnotator[];
  /** Comparisons that each annotator skipped. */
  skips: Int32Array;
  /** Per annotator, comparisons of known outcome judged and how many of them as known; left out where none were. */
  gold?: { judged: Int32Array; right: Int32Array };
  /** Counts of every compared completion, which parts are made of; the report itself does not read them. */
  completions?: CompletionColumns;
  ledger: ReportContent["ledger"];
  /** Metrics whose scores were stored, each with its version; not in inputs of before the worth of orders was a part. */
  scored?: string[];
  /** The control sample under every metric that has been scored, which a part is made of; the report does not read it. */
  worth?: WorthInput;
}
