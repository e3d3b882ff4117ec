import { sampleDeviation } from "../estimation/sample-deviation";
import { studentQuantile } from "../estimation/student-quantile";
import { wilson } from "../estimation/wilson";
import type { TextProfile } from "./profile-text";

/** A mean over prompts with its interval, or why there is none. */
export type PromptMean =
  | {
      kind: "known";
      mean: number;
      /** Undefined for a single prompt, which cannot show how prompts differ. */
      lower: number | undefined;
      upper: number | undefined;
      /** Prompts that it is of, and completions left out because they have no value. */
      prompts: number;
      leftOut: number;
    }
  | { kind: "unknown"; reason: "no-completions" | "no-values"; leftOut: number };

/** Properties that have a mean, in the order in which a panel shows them. */
export const profileProperties = [
  "words",
  "characters",
  "diversity",
  "readability",
  "headers",
  "listItems",
  "bold",
  "codeBlocks",
  "tables",
] as const;

export type ProfileProperty = (typeof profileProperties)[number];

/** What one model's completions are like. */
export type ModelProfile = Record<ProfileProperty, PromptMean> & {
  completions: number;
  /** Share of completions that are refusals, with Wilson's interval: a rate of 0 still has a width. */
  refusals: PromptMean;
};

/**
 * A model's profile: the mean of every property over prompts, several completions of one prompt averaged first, with
 * Student's interval of a mean. Only reading ease can be below 0, so the intervals of the others end there.
 *
 * @param prompt number of each completion's prompt, in the order of `profiles`.
 * @throws RangeError for lists of different length.
 * @example profileModel(texts.map((text) => profileText(text, "en")), prompts).words // { kind: "known", mean: 153, … }
 */
export function profileModel(
  profiles: readonly TextProfile[],
  prompt: ArrayLike<number>,
  alpha = 0.05,
): ModelProfile {
  if (profiles.length !== prompt.length)
    throw new RangeError(`${profiles.length} profiles for ${prompt.length} prompts`);
  const meanOf = (property: ProfileProperty) =>
    meanOverPrompts(
      profiles.map((profile) => valueOf(profile, property)),
      prompt,
      { alpha, least: property === "readability" ? undefined : 0 },
    );
  const means = Object.fromEntries(profileProperties.map((property) => [property, meanOf(property)]));
  return {
    ...(means as Record<ProfileProperty, PromptMean>),
    completions: profiles.length,
    refusals: refusalRate(profiles, prompt, alpha),
  };
}

/**
 * Mean over prompts with its interval, mean ± t · sd/√n (Student's t with n − 1 degrees of freedom).
 *
 * @param values undefined where there is none; such are left out and counted.
 * @param options `alpha`: 1 − confidence, 0.05 unless given; `least`: below which no value can be, so no interval goes.
 * @example meanOverPrompts([1, 3, 8], [0, 0, 1]) // mean of 2 and 8: 5
 */
export function meanOverPrompts(
  values: readonly (number | undefined)[],
  prompt: ArrayLike<number>,
  { alpha = 0.05, least = Number.NEGATIVE_INFINITY }: { alpha?: number; least?: number } = {},
): PromptMean {
  const { means, leftOut } = promptMeans(values, prompt);
  if (means.length === 0)
    return { kind: "unknown", reason: values.length === 0 ? "no-completions" : "no-values", leftOut };
  const mean = means.reduce((sum, value) => sum + value / means.length, 0);
  const deviation = sampleDeviation(means);
  const half =
    deviation === undefined
      ? undefined
      : (studentQuantile(1 - alpha / 2, means.length - 1) * deviation) / Math.sqrt(means.length);
  return {
    kind: "known",
    mean,
    lower: half === undefined ? undefined : Math.max(least, mean - half),
    upper: half === undefined ? undefined : mean + half,
    prompts: means.length,
    leftOut,
  };
}

function refusalRate(profiles: readonly TextProfile[], prompt: ArrayLike<number>, alpha: number): PromptMean {
  const { means } = promptMeans(
    profiles.map(({ isRefusal }) => (isRefusal ? 1 : 0)),
    prompt,
  );
  const refused = means.reduce((sum, value) => sum + value, 0);
  const interval = wilson(Math.min(refused, means.length), means.length, alpha);
  if (!interval) return { kind: "unknown", reason: "no-completions", leftOut: 0 };
  const { estimate, lower, upper } = interval;
  return { kind: "known", mean: estimate, lower, upper, prompts: means.length, leftOut: 0 };
}

/** One mean per prompt that has a value. */
function promptMeans(values: readonly (number | undefined)[], prompt: ArrayLike<number>) {
  const sums = new Map<number, { sum: number; count: number }>();
  let leftOut = 0;
  for (const [place, value] of values.entries()) {
    if (value === undefined) {
      leftOut++;
      continue;
    }
    const own = sums.get(prompt[place]!) ?? { sum: 0, count: 0 };
    sums.set(prompt[place]!, { sum: own.sum + value, count: own.count + 1 });
  }
  return { means: Float64Array.from(sums.values(), ({ sum, count }) => sum / count), leftOut };
}

function valueOf(profile: TextProfile, property: ProfileProperty): number | undefined {
  const value = profile[property];
  if (typeof value === "number") return value;
  return value.kind === "known" ? value.value : undefined;
}
