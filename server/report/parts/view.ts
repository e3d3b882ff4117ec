import type { WorthTable } from "../../worth/schemas";

/** A rating with an interval, in points. */
export interface PartRating {
  model: string;
  rating: number;
  lower: number | null;
  upper: number | null;
}

/** Ratings fitted again to resampled judgments: percentile intervals beside those of the report. */
export interface BootstrapPart {
  /** What is drawn anew: every pair's counts, or whole prompts; null where nothing was. */
  method: "bootstrap-counts" | "bootstrap-prompts" | null;
  times: number;
  /** Resamples in which there was no common scale. */
  separated: number;
  /** In the order of the report's ratings. */
  rated: (PartRating & { clusteredLower: number | null; clusteredUpper: number | null })[];
  reason: string | null;
}

/** Elo ratings over random orders of the judgments; for display only. */
export interface EloPart {
  k: number;
  permutations: number;
  /** Best first; sd is what the order alone does. */
  rated: { model: string; mean: number; sd: number }[];
  reason: string | null;
}

/** A mean over prompts, or why there is none. */
export interface ProfileMean {
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** Completions that have no value of it. */
  leftOut: number;
}

export const profileColumns = [
  "words",
  "characters",
  "diversity",
  "readability",
  "refusals",
  "headers",
  "listItems",
  "bold",
  "codeBlocks",
  "tables",
] as const;
export type ProfileColumn = (typeof profileColumns)[number];

export interface ProfileRow extends Record<ProfileColumn, ProfileMean> {
  model: string;
  completions: number;
  /** Mean of its win rates against its opponents, as the report estimates them. */
  winRate: number | null;
}

/** What each model's compared completions are like. */
export interface ProfilePart {
  models: ProfileRow[];
}

/** What one property does to preferences, in log-odds per root mean square of its contrast. */
export interface StyleEffectView {
  name: string;
  estimate: number;
  lower: number | null;
  upper: number | null;
  p: number | null;
}

/** Ratings with some properties held equal. */
export interface ControlledView {
  /** In the order of the report's ratings; empty with a reason. */
  rated: PartRating[];
  effects: StyleEffectView[];
  /** Properties in which the two sides never differ. */
  constant: string[];
  reason: string | null;
}

/** A pair's win rate of its first model if both completions were equally long. */
export interface LengthControlledRate {
  modelA: string;
  modelB: string;
  winRate: number | null;
  lower: number | null;
  upper: number | null;
  /** As the report estimates it. */
  plain: number | null;
  reason: string | null;
}

/** Preferences with style held equal. */
export interface StylePart {
  /** Words, headers, list items and bold held equal, and words alone; null for two models. */
  style: ControlledView | null;
  length: ControlledView | null;
  pairs: LengthControlledRate[];
  notes: string[];
}

/** What is made after a report. */
export interface ReportParts {
  /** What ordering by each metric would have been worth, by the control sample. */
  worth?: WorthTable;
  bootstrap?: BootstrapPart;
  elo?: EloPart;
  profile?: ProfilePart;
  style?: StylePart;
}

export type PartKind = keyof ReportParts;

/** A part as it is stored and exported. */
export interface StoredPart {
  kind: PartKind;
  /** SHA-256 of the content as canonical JSON. */
  hash: string;
  content: NonNullable<ReportParts[PartKind]>;
}
