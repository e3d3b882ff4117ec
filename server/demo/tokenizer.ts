/** Byte-pair encoding over Unicode code points, so that every token is whole text in any script. */
export type Tokenizer = {
  /** Token texts by id. Id 0 is END_OF_TEXT, which `encode` never returns. */
  tokens: string[];
  encode: (text: string) => number[];
};

export const END_OF_TEXT = "<|end|>";

/** Larger than any vocabulary here, so that left × PAIR + right is unique and orders pairs by their ids. */
const PAIR = 65536;

/** Words keep the space before them; digits stand alone; line breaks are apart from other white space. */
const CHUNK = / ?[\p{L}\p{M}']+| ?\p{N}| ?[^\s\p{L}\p{M}\p{N}']+|\n+|[^\S\n]+(?!\S)|\s/gu;

/**
 * Learn a tokenizer of at most `mergeCount` merges: the most frequent pair first, ties to the older ids, until
 * no pair occurs twice. `encode` throws on a character that no training text has.
 */
export function trainTokenizer(texts: string[], mergeCount: number): Tokenizer {
  const tokens = [END_OF_TEXT, ...[...new Set(texts.join(""))].sort()];
  const characterIds = new Map(tokens.map((token, id) => [token, id]));
  const merges = new Map<number, number>();
  const words = countWords(texts, characterIds);
  const pairs = indexPairs(words);
  while (merges.size < mergeCount) {
    const best = mostFrequentPair(pairs);
    if (best === undefined) break;
    const merged = tokens.length;
    tokens.push((tokens[Math.floor(best / PAIR)] as string) + (tokens[best % PAIR] as string));
    merges.set(best, merged);
    mergeEverywhere(words, pairs, best, merged);
  }
  const cache = new Map<string, number[]>();
  const encodeChunk = (chunk: string) => {
    const known = cache.get(chunk) ?? applyMerges(toCharacters(chunk, characterIds), merges);
    cache.set(chunk, known);
    return known;
  };
  return { tokens, encode: (text) => (text.match(CHUNK) ?? []).flatMap(encodeChunk) };
}

type Word = { ids: number[]; count: number };
type Pair = { count: number; words: Set<number> };

function toCharacters(chunk: string, characterIds: Map<string, number>): number[] {
  return Array.from(chunk, (character) => {
    const id = characterIds.get(character);
    if (id === undefined) throw new Error(`The tokenizer has never seen ${JSON.stringify(character)}.`);
    return id;
  });
}

function countWords(texts: string[], characterIds: Map<string, number>): Word[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const chunk of text.match(CHUNK) ?? []) counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
  }
  return Array.from(counts, ([chunk, count]) => ({ ids: toCharacters(chunk, characterIds), count }));
}

function addPairs(word: Word, index: number, sign: 1 | -1, pairs: Map<number, Pair>): void {
  for (let i = 1; i < word.ids.length; i++) {
    const key = (word.ids[i - 1] as number) * PAIR + (word.ids[i] as number);
    const pair = pairs.get(key) ?? { count: 0, words: new Set() };
    pair.count += sign * word.count;
    pair.words.add(index);
    pairs.set(key, pair);
  }
}

function indexPairs(words: Word[]): Map<number, Pair> {
  const pairs = new Map<number, Pair>();
  words.forEach((word, index) => {
    addPairs(word, index, 1, pairs);
  });
  return pairs;
}

function mostFrequentPair(pairs: Map<number, Pair>): number | undefined {
  let best: number | undefined;
  let bestCount = 1;
  for (const [key, { count }] of pairs) {
    if (count > bestCount || (count === bestCount && best !== undefined && key < best)) {
      best = key;
      bestCount = count;
    }
  }
  return best;
}

function mergePair(ids: number[], key: number, merged: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const isPair = i + 1 < ids.length && (ids[i] as number) * PAIR + (ids[i + 1] as number) === key;
    out.push(isPair ? merged : (ids[i] as number));
    if (isPair) i++;
  }
  return out;
}

function mergeEverywhere(words: Word[], pairs: Map<number, Pair>, key: number, merged: number): void {
  for (const index of pairs.get(key)?.words ?? []) {
    const word = words[index] as Word;
    addPairs(word, index, -1, pairs);
    word.ids = mergePair(word.ids, key, merged);
    addPairs(word, index, 1, pairs);
  }
  pairs.delete(key);
}

function applyMerges(ids: number[], merges: Map<number, number>): number[] {
  for (;;) {
    let first: { key: number; merged: number } | undefined;
    for (let i = 1; i < ids.length; i++) {
      const key = (ids[i - 1] as number) * PAIR + (ids[i] as number);
      const merged = merges.get(key);
      if (merged !== undefined && (first === undefined || merged < first.merged)) first = { key, merged };
    }
    if (first === undefined) return ids;
    ids = mergePair(ids, first.key, first.merged);
  }
}
