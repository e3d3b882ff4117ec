/** A completion and what is known of it. */
export interface InspectedCompletion {
  readonly text: string;
  /** The name of the model that wrote it, as imported. */
  readonly model: string;
  /** What the model was asked, as one text. */
  readonly prompt: string;
  /** The prompt's language tag, such as "de" or "zh-Hant". */
  readonly language: string | null;
  /** What came with the completion, such as `finish_reason`. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
}

export interface InspectedPrompt {
  /** Unique among the prompts. */
  readonly externalId: string;
  /** All that the models were given, as one text. */
  readonly text: string;
}

interface Description {
  /** Stable: stored with every finding and named in reports. */
  readonly id: string;
  /** Raised whenever it could find something else. */
  readonly version: number;
  readonly title: string;
  /** One sentence for a lead: what it finds. */
  readonly summary: string;
  /** One sentence for a lead: what leaving out what it finds does to the answer. */
  readonly effect: string;
  /** Paper, algorithm or rule that it goes by. */
  readonly source: string;
  /** Whether a lead is advised to leave out what it finds. Nothing is left out before a lead says so. */
  readonly advised: boolean;
}

/** Looks at completions one by one. */
export interface CompletionDetector extends Description {
  readonly looksAt: "completion";
  /** What was seen, in words for a lead; undefined when there is nothing. Takes any text, never throws. */
  inspect(completion: InspectedCompletion): string | undefined;
}

/** Looks at two completions of one prompt. */
export interface ComparisonDetector extends Description {
  readonly looksAt: "comparison";
  /** An inspector with scratch memory of its own: one per thread. */
  createInspector(): ComparisonInspector;
}

export interface ComparisonInspector {
  /**
   * What was seen in each comparison, undefined for nothing. `pairs` holds two indices into `texts` per comparison; the
   * answer to a pair depends on its two texts alone, not on their order.
   */
  inspect(texts: readonly string[], pairs: Int32Array): (string | undefined)[];
}

/** Looks at all prompts together. */
export interface PromptDetector extends Description {
  readonly looksAt: "prompt";
  /** What was seen, by index of the prompt; which prompts are found does not depend on their order. */
  inspect(prompts: readonly InspectedPrompt[]): ReadonlyMap<number, string>;
}

/** A named, versioned rule that finds what is wrong with texts rather than different between models. */
export type Detector = CompletionDetector | ComparisonDetector | PromptDetector;
