import type { Metric } from "./metric";

/**
 * Whether the answer that one model gives most often differs from the other model's.
 *
 * Samples are equal when they are the same text after Unicode normalisation (NFC) with runs of white space as one space:
 * meant for short answers. Where several answers share the first place, the value is 1 minus the Jaccard similarity of
 * the two sets of most frequent answers; else it is 0 or 1. Symmetric, in [0, 1]. NaN with fewer than two samples of a
 * model.
 *
 * Source: the analogue, between two models, of Pruning Identified Exemplars (Hooker et al. 2019, arXiv 1911.05248).
 *
 * @example A says yes, yes, no and B no, no, yes: 1.
 */
export const modalDisagreement: Metric = {
  id: "modal-disagreement",
  version: 1,
  title: "Modal disagreement",
  summary: "The models' most frequent answers differ; for short answers with several samples.",
  needs: "samples",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "proportional to the samples",
  source: "After Pruning Identified Exemplars, Hooker et al. 2019 (arXiv 1911.05248)",
  createScorer: () => ({
    score({ completions, pairs, keys, samples }, out, outOffset) {
      const modes = new Map([...(samples ?? [])].map(([model, texts]) => [model, mostFrequent(texts)]));
      for (let p = 0; p < keys.length; p++) {
        const first = modes.get(completions[pairs[2 * p]!]!.model);
        const second = modes.get(completions[pairs[2 * p + 1]!]!.model);
        out[outOffset + p] = first && second ? distance(first, second) : Number.NaN;
      }
    },
  }),
};

/** The answers that share the first place, or undefined for fewer than two samples. */
function mostFrequent(texts: readonly string[]): ReadonlySet<string> | undefined {
  if (texts.length < 2) return undefined;
  const counts = new Map<string, number>();
  for (const text of texts) {
    const answer = text.normalize("NFC").trim().replace(/\s+/gu, " ");
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return new Set([...counts].filter(([, count]) => count === most).map(([answer]) => answer));
}

function distance(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  const shared = [...first].filter((answer) => second.has(answer)).length;
  return 1 - shared / (first.size + second.size - shared);
}
