import { createRandom } from "../sampling/random";
import { permutation } from "../sampling/shuffle";

/**
 * Cuts cases into folds for cross-validation so that all cases of one prompt are in the same fold: a model is then never
 * asked about a prompt that it has seen.
 *
 * @param prompt any integers. @param folds how many, ≥ 1; fewer where there are fewer prompts.
 * @returns the fold of each case, 0 … folds − 1, each with as many prompts as any other (or one less), by seed.
 * @example promptFolds(Int32Array.of(7, 7, 9), 2, "s") // for instance Int32Array [1, 1, 0]
 */
export function promptFolds(prompt: Int32Array, folds: number, seed: string): Int32Array {
  const prompts = [...new Set(prompt)].sort((one, other) => one - other);
  const order = permutation(prompts.length, createRandom(`${seed}/folds`));
  const foldOf = new Map<number, number>();
  for (const [place, at] of order.entries()) foldOf.set(prompts[at]!, place % folds);
  return prompt.map((value) => foldOf.get(value)!);
}
