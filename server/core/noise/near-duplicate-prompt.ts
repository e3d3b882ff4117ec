import { findNearDuplicates } from "../text/near-duplicates";
import type { PromptDetector } from "./detector";

/** Any number would do: it fixes which candidates are looked at, not what is called a duplicate. */
const hashSeed = 1;

const before = "Nearly repeats the prompt ";
const after = ", which stays.";

/** The external id of the prompt that stays, from the words that tell of it; undefined for other words. */
export function keptPromptOf(detail: string): string | undefined {
  const isOurs = detail.startsWith(before) && detail.endsWith(after);
  return isOurs ? detail.slice(before.length, -after.length) : undefined;
}

/**
 * Prompts that nearly repeat another: all of a cluster but one, so that a cluster is one unit.
 *
 * The one that stays has the smallest external id (by code units): a rule without a seed, the same whatever the order of
 * import. Clusters are NearDup's: word 5-grams, Jaccard and edit similarity > .8, connected components.
 *
 * Source: Lee et al. 2022 (arXiv 2107.06499).
 *
 * @example of "p1", "p2" and "p3" with the same text, "p2" and "p3" are found.
 */
export const nearDuplicatePrompt: PromptDetector = {
  id: "near-duplicate-prompt",
  version: 1,
  title: "Near-duplicate prompts",
  summary: "Prompts that nearly repeat another one, which stays: a cluster counts once.",
  effect:
    "Without them, what is asked twice counts once. Prompts with one template and one new question are found as well: read some.",
  source: "NearDup, Lee et al. 2022 (arXiv 2107.06499)",
  advised: true,
  looksAt: "prompt",
  inspect(prompts) {
    const clusters = findNearDuplicates(
      prompts.map(({ text }) => text),
      { seed: hashSeed },
    );
    const kept = new Map<number, string>();
    for (const [i, { externalId }] of prompts.entries()) {
      const cluster = clusters[i]!;
      const smallest = kept.get(cluster);
      if (smallest === undefined || externalId < smallest) kept.set(cluster, externalId);
    }
    const found = new Map<number, string>();
    for (const [i, { externalId }] of prompts.entries()) {
      const stays = kept.get(clusters[i]!)!;
      if (stays !== externalId) found.set(i, `${before}${stays}${after}`);
    }
    return found;
  },
};
