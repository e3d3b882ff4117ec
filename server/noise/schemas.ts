import { z } from "zod";
import { detectorIds } from "@/server/core/noise/registry";
import type { JobView } from "../jobs/schemas";

const detector = z.enum(detectorIds as [string, ...string[]]);

export const ExclusionInput = z.object({ campaignId: z.string(), detector });
export type ExclusionInput = z.infer<typeof ExclusionInput>;

export const ListExamplesInput = z.object({
  campaignId: z.string(),
  detector,
  /** The last subject of the page before. */
  after: z.number().int().default(0),
});
export type ListExamplesInput = z.infer<typeof ListExamplesInput>;

/** What one detector found, and what leaving it out would do. */
export interface DetectorView {
  id: string;
  title: string;
  summary: string;
  effect: string;
  looksAt: "completion" | "comparison" | "prompt";
  advised: boolean;
  findings: number;
  /** Comparisons that the findings touch. */
  comparisons: number;
  models: { model: string; findings: number; of: number }[];
  languages: { language: string | null; findings: number; of: number }[];
  /** Whether a lead decided to leave it out. */
  isExcluded: boolean;
  /** Whether the rule defined the pool at launch, and so stays. */
  isFixed: boolean;
  /** Those of them that no rule left out at launch. */
  inPool: number;
  /** Comparisons that only this rule takes, or would take, out beside the other rules in force. */
  alone: number;
}

/** By what names completions name themselves. */
export interface SelfNamesView {
  /** As written, most completions first. */
  names: { name: string; completions: number }[];
  /** Completions that still name themselves where the masked names are masked. */
  unmasked: number;
  /** Whether a rule leaves them out. */
  isLeftOut: boolean;
  maskedNames: string[];
}

export interface NoiseView {
  /** Null before the first inspection. */
  inspectedAt: number | null;
  /** Data, pairs or detectors changed since. */
  isStale: boolean;
  isLaunched: boolean;
  /** Comparisons looked at. */
  poolSize: number;
  /** Those of them that the rules in force leave out. */
  excluded: number;
  detectors: DetectorView[];
  job: JobView | null;
}

/** A text that something was found in. */
export interface ExampleView {
  subjectId: number;
  /** What was seen. */
  detail: string;
  promptExternalId: string;
  prompt: string;
  language: string | null;
  /** The completion, both completions of a comparison, or the prompt that stays for a duplicate. */
  texts: { title: string; text: string }[];
}

export interface ExamplesView {
  examples: ExampleView[];
  /** Where the next page begins; null at the end. */
  next: number | null;
}
