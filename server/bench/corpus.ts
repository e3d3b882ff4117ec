import type {
  PromptBlock,
  ScorableCompletion,
  TokenScores,
  TopKSequence,
} from "@/server/core/disagreement/metric";

/** A seeded source of numbers in [0, 1) (mulberry32), so that every bench run scores the same texts. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}

/**
 * Prompts with one completion of about 300 words per model, every pair among them.
 *
 * Words follow Zipf's law over 20,000 made-up words; a completion alternates between spans copied from a text that all
 * models of a prompt share and words of its own, with capitals and punctuation.
 */
export function createCorpus(prompts: number, models: number, seed = 1): PromptBlock[] {
  const random = createRandom(seed);
  const nextWord = createZipfWords(random, 20_000);
  const blocks: PromptBlock[] = [];
  for (let p = 0; p < prompts; p++) {
    const shared = Array.from({ length: 360 }, nextWord);
    const completions = Array.from({ length: models }, (_, model) => ({
      model,
      text: writeCompletion(shared, nextWord, random),
    }));
    blocks.push(createBlock(completions, p * models * models));
  }
  return blocks;
}

/** Prompts whose completions carry all that metrics may read beside the text: token probabilities, vectors, samples, votes. */
export function createScoredCorpus(
  prompts: number,
  models: number,
  positions: number,
  k: number,
): PromptBlock[] {
  const random = createRandom(2);
  return Array.from({ length: prompts }, (_, p) => {
    const byModel = <T>(create: () => T) =>
      new Map(Array.from({ length: models }, (_, model) => [model, create()] as const));
    const completions = Array.from({ length: models }, (_, model) => ({
      model,
      text: "",
      topK: byModel(() => createTopK(positions, k, random)),
      tokenScores: byModel(() => createTokenScores(positions, random)),
      embedding: Float32Array.from({ length: 768 }, () => random() - 0.5),
      score: random(),
    }));
    const block = createBlock(completions, p * models * models);
    const samples = byModel(() => Array.from({ length: 5 }, () => `Answer ${Math.floor(10 * random())}`));
    const judgeVotes = Array.from(block.keys, () => ({ first: random(), second: random(), tie: random() }));
    return { ...block, samples, judgeVotes };
  });
}

function createTokenScores(positions: number, random: () => number): TokenScores {
  return {
    tokenIds: Int32Array.from({ length: positions }, (_, p) => p),
    byteLengths: new Int32Array(positions).fill(4),
    logProbs: Float64Array.from({ length: positions }, () => Math.log(random())),
  };
}

function createBlock(completions: ScorableCompletion[], firstKey: number): PromptBlock {
  const pairs: number[] = [];
  for (let a = 0; a < completions.length; a++) {
    for (let b = a + 1; b < completions.length; b++) pairs.push(a, b);
  }
  const keys = Int32Array.from({ length: pairs.length / 2 }, (_, i) => firstKey + i);
  return { completions, pairs: Int32Array.from(pairs), keys };
}

function createZipfWords(random: () => number, vocabulary: number): () => string {
  const letters = "etaoinshrdlcumwfgypbvk";
  const words = Array.from({ length: vocabulary }, (_, rank) => {
    const length = 1 + Math.floor(Math.log2(rank + 2) / 2 + random() * 5);
    let word = "";
    for (let i = 0; i < length; i++) word += letters[Math.floor(random() * random() * letters.length)];
    return word;
  });
  const cumulative = new Float64Array(vocabulary);
  let total = 0;
  for (let rank = 0; rank < vocabulary; rank++) {
    total += 1 / (rank + 2.7);
    cumulative[rank] = total;
  }
  return () => {
    const target = random() * total;
    let low = 0;
    let high = vocabulary - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! < target) low = middle + 1;
      else high = middle;
    }
    return words[low]!;
  };
}

function writeCompletion(shared: string[], nextWord: () => string, random: () => number): string {
  const length = 220 + Math.floor(random() * 100);
  const words: string[] = [];
  let at = Math.floor(random() * 40);
  while (words.length < length) {
    const span = 3 + Math.floor(random() * 12);
    if (random() < 0.45) words.push(...shared.slice(at % 340, (at % 340) + span));
    else for (let i = 0; i < span; i++) words.push(nextWord());
    at += span;
  }
  let sentenceStart = true;
  return words
    .map((word) => {
      const written = sentenceStart ? word[0]!.toUpperCase() + word.slice(1) : word;
      const chance = random();
      sentenceStart = chance < 0.06;
      return sentenceStart ? `${written}.` : chance < 0.12 ? `${written},` : written;
    })
    .join(" ");
}

function createTopK(positions: number, k: number, random: () => number): TopKSequence {
  const tokenIds = new Int32Array(positions * k);
  const logProbs = new Float64Array(positions * k);
  for (let p = 0; p < positions; p++) {
    let left = 0.98;
    for (let i = 0; i < k; i++) {
      const mass = left * (0.3 + 0.4 * random());
      left -= mass;
      // Small ids in steps, so that lists are distinct within and overlap between models.
      tokenIds[p * k + i] = 3 * i + Math.floor(3 * random()) + 50 * (p % 100);
      logProbs[p * k + i] = Math.log(mass);
    }
  }
  return {
    positions,
    offsets: Int32Array.from({ length: positions + 1 }, (_, p) => p * k),
    tokenIds,
    logProbs,
  };
}
