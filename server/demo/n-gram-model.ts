/** A language model over token ids 0 … vocabularySize − 1, where id 0 ends a text. */
export type NgramModel = {
  /** P(next token | the ids so far) for every id: all positive, summing to 1. */
  predict: (context: ArrayLike<number>) => Float64Array;
};

type Row = { total: number; counts: Map<number, number> };
/** One order: for each context (its ids joined by spaces) the counts of what follows, and the order's discount. */
type Level = { rows: Map<string, Row>; discount: number };

const START = -1;

/**
 * Interpolated Kneser–Ney (Chen & Goodman 1999, §4.1.6; one discount per order, n1 / (n1 + 2 n2)), ending in the
 * uniform distribution, so no token is impossible. `order` 3 looks back two tokens. Throws on an empty corpus.
 *
 *     const model = trainNgramModel([[1, 2], [1, 3]], 4, 2);
 *     model.predict([1]); // most of the mass on 2 and 3
 */
export function trainNgramModel(sequences: number[][], vocabularySize: number, order = 3): NgramModel {
  if (sequences.length === 0) throw new Error("A language model needs at least one text.");
  const levels = [countHighest(sequences, order)];
  while (levels.length < order) levels.unshift(countContinuations(levels[0] as Level));
  return {
    predict(context) {
      const probabilities = new Float64Array(vocabularySize).fill(1 / vocabularySize);
      levels.forEach((level, used) => {
        const row = level.rows.get(contextKey(context, context.length, used));
        if (row) interpolate(probabilities, row, level.discount);
      });
      return probabilities;
    },
  };
}

/** The `length` ids before position `end`, with START where the text has not begun. */
function contextKey(ids: ArrayLike<number>, end: number, length: number): string {
  const key: number[] = [];
  for (let i = end - length; i < end; i++) key.push(i < 0 ? START : (ids[i] as number));
  return key.join(" ");
}

function interpolate(probabilities: Float64Array, row: Row, discount: number): void {
  const backoff = (discount * row.counts.size) / row.total;
  for (let id = 0; id < probabilities.length; id++)
    probabilities[id] = (probabilities[id] as number) * backoff;
  for (const [id, count] of row.counts) {
    probabilities[id] = (probabilities[id] as number) + (count - discount) / row.total;
  }
}

function addCount(rows: Map<string, Row>, key: string, id: number): void {
  const row = rows.get(key) ?? { total: 0, counts: new Map() };
  row.total += 1;
  row.counts.set(id, (row.counts.get(id) ?? 0) + 1);
  rows.set(key, row);
}

function countHighest(sequences: number[][], order: number): Level {
  const rows = new Map<string, Row>();
  for (const sequence of sequences) {
    const ids = [...sequence, 0];
    ids.forEach((id, position) => {
      addCount(rows, contextKey(ids, position, order - 1), id);
    });
  }
  return { rows, discount: estimateDiscount(rows) };
}

/** Counts, for the order below, how many different tokens each n-gram was seen to follow. */
function countContinuations(above: Level): Level {
  const rows = new Map<string, Row>();
  for (const [key, row] of above.rows) {
    const shorter = key.split(" ").slice(1).join(" ");
    for (const id of row.counts.keys()) addCount(rows, shorter, id);
  }
  return { rows, discount: estimateDiscount(rows) };
}

/** Kept inside (0, 1): at 0 unseen tokens would be impossible, at 1 single sightings would count for nothing. */
function estimateDiscount(rows: Map<string, Row>): number {
  let once = 0;
  let twice = 0;
  for (const { counts } of rows.values()) {
    for (const count of counts.values()) {
      if (count === 1) once++;
      if (count === 2) twice++;
    }
  }
  return Math.min(0.95, Math.max(0.1, once / Math.max(1, once + 2 * twice)));
}
