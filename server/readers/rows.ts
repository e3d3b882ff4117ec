/** Something in an import file that cannot be used, named so that its owner can find and mend it. */
export interface RowProblem {
  /** 1-based line of the file on which the row starts. */
  line: number;
  /** Path inside the row, in the file's own names: `votes[2].vote`, `logprobs.scorers.atlas-2.top[3][0]`. */
  field?: string;
  reason: string;
  /** True when nothing after this point could be read: skipping bad rows cannot help. */
  wholeFile?: true;
}

/** One row as its format gave it, not yet checked against a shape. */
export interface RawRow {
  line: number;
  value: unknown;
}

export type ImportShape = "completions" | "pairs";

export type ImportFormat = "jsonl" | "csv";

export type ImportedOutcome = "model_a" | "model_b" | "tie" | "both_good" | "both_bad";

export interface ImportedJudgment {
  annotator: string;
  outcome: ImportedOutcome;
}

export interface ImportedTurn {
  role: "user" | "assistant" | "system";
  content: string;
}

/** One text as one model scored it; natural logarithms, one entry per token. */
export interface ScoredTokens {
  tokens: string[];
  logprobs: number[];
  /** The most probable tokens at each position, with their log-probabilities. */
  top?: [string, number][][];
}

/** How one judge decided, in shares of its vote that add up to 1. */
export interface ImportedJudgeVote {
  judge: string;
  modelA: number;
  modelB: number;
  tie: number;
}

/** What both shapes say about the prompt. */
interface PromptColumns {
  line: number;
  promptId: string;
  prompt: string;
  language?: string;
  category?: string;
  system?: string;
  turns?: ImportedTurn[];
  metadata?: Record<string, unknown>;
}

export interface CompletionRow extends PromptColumns {
  model: string;
  completion: string;
  /** Which of the model's completions of this prompt this is, from 0. */
  sample: number;
  /** Token log-probabilities of the completion, by the model that scored them. */
  logprobs?: Record<string, ScoredTokens>;
  /** A vector for the completion, not all zeros. */
  embedding?: Float32Array;
}

export interface PairRow extends PromptColumns {
  modelA: string;
  modelB: string;
  completionA: string;
  completionB: string;
  judgments: ImportedJudgment[];
  /** Votes of judges, such as language models; never counted as judgments. */
  judgeVotes?: ImportedJudgeVote[];
}

export function isRowProblem(row: object): row is RowProblem {
  return "reason" in row;
}
