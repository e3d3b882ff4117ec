import type { TopKSequence } from "@/server/core/disagreement/metric";

/** Token ids of one vocabulary, given out as tokens are met. */
export class Vocabulary {
  private readonly ids = new Map<string, number>();

  idOf(token: string): number {
    let id = this.ids.get(token);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(token, id);
    }
    return id;
  }
}

/** The stored top-k lists of one text under one model, as metrics read them. */
export function toTopKSequence(top: [string, number][][], vocabulary: Vocabulary): TopKSequence {
  const offsets = new Int32Array(top.length + 1);
  for (const [position, list] of top.entries())
    offsets[position + 1] = (offsets[position] as number) + list.length;
  const entries = top.flat();
  return {
    positions: top.length,
    offsets,
    tokenIds: Int32Array.from(entries, ([token]) => vocabulary.idOf(token)),
    logProbs: Float64Array.from(entries, ([, logProb]) => logProb),
  };
}
