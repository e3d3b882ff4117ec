import { diffArrays } from "diff";

/** A stretch of a text, as it stands there. */
export interface Run {
  text: string;
  /** Whether the other text has something else here, or nothing. */
  isOnlyHere: boolean;
}

export type Differences =
  | { kind: "marked"; a: Run[]; b: Run[] }
  | { kind: "same" }
  /** So much differs that marking it would mark nearly everything, or take too long to find. */
  | { kind: "too-different" };

/** Words and signs to be added and taken away; the time that it takes grows with the square. */
const mostEdits = 4_000;
const mostMs = 2_000;
/** Longer texts are not compared: cutting them into words alone takes seconds. */
const mostCharacters = 1_000_000;
/** A word that both texts have between two differences belongs to them; two do between differences longer than they. */
const longestGap = 2;
/** Below this share of the shorter text's words that stand in both, in order, all would be marked. */
const leastShared = 0.04;

/**
 * The phrases by which two texts differ. Words are compared as the language cuts them; a word or two that both texts have
 * between two differences belong to the phrase, so that the marks can be read.
 *
 * @example markDifferences("a red fox runs", "a grey fox runs", "en") // "red" is only in the first, "grey" in the second
 */
export function markDifferences(a: string, b: string, language: string | null): Differences {
  if (a === b) return { kind: "same" };
  if (a.length + b.length > mostCharacters) return { kind: "too-different" };
  const cut = wordCutter(language);
  const ids = new Map<string, number>();
  const [first, second] = [tokenize(a, cut, ids), tokenize(b, cut, ids)];
  const options = { maxEditLength: mostEdits, timeout: mostMs };
  const changes = diffArrays(first.ids, second.ids, options);
  if (!changes) return { kind: "too-different" };
  const blocks = joinPhrases(toBlocks(changes), [first, second]);
  const shared = blocks.reduce((sum, { isSame, a }) => sum + (isSame ? countWords(first, a) : 0), 0);
  if (shared < leastShared * Math.min(first.words, second.words)) return { kind: "too-different" };
  return { kind: "marked", a: toRuns(a, first, blocks, "a"), b: toRuns(b, second, blocks, "b") };
}

/** A text as tokens: words and signs, the space between them left out. */
interface Tokens {
  ids: number[];
  starts: number[];
  ends: number[];
  isWord: boolean[];
  words: number;
  text: string;
}

function wordCutter(language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: "word" });
  } catch {
    // Not a language tag: the lead's own word for the group.
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}

/** Cutting a text takes time quadratic in its length: seconds for 100 kB. No word goes across a space. */
const pieces = /\S{1,500}/gu;
const plainWord = /^[A-Za-z0-9]+$/;

function tokenize(text: string, cut: Intl.Segmenter, ids: Map<string, number>): Tokens {
  const tokens: Tokens = { ids: [], starts: [], ends: [], isWord: [], words: 0, text };
  const add = (segment: string, start: number, isWord: boolean) => {
    const key = segment.normalize("NFC");
    let id = ids.get(key);
    if (id === undefined) {
      id = ids.size;
      ids.set(key, id);
    }
    tokens.ids.push(id);
    tokens.starts.push(start);
    tokens.ends.push(start + segment.length);
    tokens.isWord.push(isWord);
    if (isWord) tokens.words++;
  };
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (plainWord.test(piece)) add(piece, index, true);
    else
      for (const { segment, index: within, isWordLike } of cut.segment(piece))
        add(segment, index + within, isWordLike === true);
  }
  return tokens;
}

/** Tokens from … to of each text, which are the same or are not. */
interface Block {
  isSame: boolean;
  a: [from: number, to: number];
  b: [from: number, to: number];
}

function toBlocks(changes: { count: number; added: boolean; removed: boolean }[]): Block[] {
  const blocks: Block[] = [];
  let [a, b] = [0, 0];
  for (const { count, added, removed } of changes) {
    const isSame = !added && !removed;
    const toA = added ? a : a + count;
    const toB = removed ? b : b + count;
    const last = blocks.at(-1);
    if (last && !isSame && !last.isSame) {
      last.a[1] = toA;
      last.b[1] = toB;
    } else blocks.push({ isSame, a: [a, toA], b: [b, toB] });
    [a, b] = [toA, toB];
  }
  return blocks;
}

/** Makes one of two differences and the little between them, within a line. */
function joinPhrases(blocks: Block[], tokens: [Tokens, Tokens]): Block[] {
  const joined: Block[] = [];
  for (const [i, block] of blocks.entries()) {
    const last = joined.at(-1);
    const next = blocks[i + 1];
    if (block.isSame && last && next && isGap(block, last, next, tokens)) block.isSame = false;
    if (last && !last.isSame && !block.isSame) {
      last.a[1] = block.a[1];
      last.b[1] = block.b[1];
    } else joined.push(block);
  }
  return joined;
}

function isGap(gap: Block, before: Block, after: Block, [first, second]: [Tokens, Tokens]): boolean {
  const words = countWords(first, gap.a);
  if (words > longestGap) return false;
  const size = ({ a, b }: Block) => Math.max(countWords(first, a), countWords(second, b));
  if (words > 1 && (size(before) <= words || size(after) <= words)) return false;
  const [from, to] = gap.a;
  const { text, starts, ends } = first;
  return !text.slice(ends[from - 1] ?? 0, starts[to] ?? text.length).includes("\n");
}

function countWords({ isWord }: Tokens, [from, to]: [number, number]): number {
  let words = 0;
  for (let i = from; i < to; i++) if (isWord[i]) words++;
  return words;
}

/** The text again, in stretches; the space around a difference is not marked. */
function toRuns(text: string, { starts, ends }: Tokens, blocks: Block[], side: "a" | "b"): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const block of blocks) {
    const [from, to] = block[side];
    if (block.isSame || from === to) continue;
    const [start, end] = [starts[from] as number, ends[to - 1] as number];
    if (start > at) runs.push({ text: text.slice(at, start), isOnlyHere: false });
    runs.push({ text: text.slice(start, end), isOnlyHere: true });
    at = end;
  }
  if (at < text.length) runs.push({ text: text.slice(at), isOnlyHere: false });
  return runs;
}
