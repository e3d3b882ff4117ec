import { diffArrays } from "diff";
import { setAsideFormulas } from "@/app/_ui/markdown/set-aside-formulas";

/** A stretch of a completion: paragraphs that the other one has too, in the same order, or its own. */
export interface Stretch {
  isShared: boolean;
  text: string;
  paragraphs: number;
}

export interface Folded {
  left: Stretch[];
  right: Stretch[];
}

/** Less is not worth a fold, which itself takes a line. */
const leastParagraphs = 2;
const leastCharacters = 300;
/** Paragraphs to add and take away; texts that differ in more share little. */
const mostEdits = 400;
const mostCharacters = 1_000_000;

/**
 * Both completions cut into what they share, in stretches worth folding away, and what is their own. Undefined where there
 * is nothing to fold. Each side's stretches put together are its text again.
 *
 * @example foldIdentical(`${intro}one end`, `${intro}another end`)?.left[0] // { isShared: true, text: intro, paragraphs: 4 }
 */
export function foldIdentical(left: string, right: string): Folded | undefined {
  if (left.length + right.length > mostCharacters) return undefined;
  const [a, b] = [cutParagraphs(left), cutParagraphs(right)];
  if (Math.min(a.length, b.length) < leastParagraphs) return undefined;
  const changes = diffArrays(a.map(normal), b.map(normal), { maxEditLength: mostEdits });
  if (!changes) return undefined;
  const folded: Folded = { left: [], right: [] };
  let [at, bt] = [0, 0];
  for (const { count, added, removed } of changes) {
    const [mine, other] = [added ? [] : a.slice(at, at + count), removed ? [] : b.slice(bt, bt + count)];
    const isShared = !added && !removed && isWorthIt(mine);
    if (mine.length > 0) append(folded.left, isShared, mine);
    if (other.length > 0) append(folded.right, isShared, other);
    at += mine.length;
    bt += other.length;
  }
  return folded.left.some(({ isShared }) => isShared) ? folded : undefined;
}

/** Paragraphs that can be shown apart, with the space behind them: never within code, a formula, a list item. */
export function cutParagraphs(text: string): string[] {
  // Definitions of links and footnotes reach over the whole text.
  if (/^ {0,3}\[[^\]\n]+\]:/m.test(text)) return [text];
  const lines = setAsideFormulas(text).text.split(/(?<=\n)/);
  const paragraphs: string[] = [];
  let [from, at] = [0, 0];
  let fence: string | undefined;
  let isAfterBlank = false;
  for (const line of lines) {
    if (isAfterBlank && fence === undefined && /^\S/.test(line)) {
      paragraphs.push(text.slice(from, at));
      from = at;
    }
    const mark = /^\s*(?:>\s*)*(?:(?:[-+*]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) && /^[\s>]*[`~]+\s*$/.test(line)) fence = undefined;
    isAfterBlank = line.trim() === "";
    at += line.length;
  }
  return [...paragraphs, text.slice(from)].filter((paragraph) => paragraph !== "");
}

function normal(paragraph: string): string {
  return paragraph.normalize("NFC").replace(/\s+/g, " ").trim();
}

function isWorthIt(paragraphs: string[]): boolean {
  const characters = paragraphs.reduce((sum, paragraph) => sum + paragraph.length, 0);
  return paragraphs.length >= leastParagraphs && characters >= leastCharacters;
}

function append(stretches: Stretch[], isShared: boolean, paragraphs: string[]): void {
  const last = stretches.at(-1);
  if (last && !last.isShared && !isShared) {
    last.text += paragraphs.join("");
    last.paragraphs += paragraphs.length;
  } else stretches.push({ isShared, text: paragraphs.join(""), paragraphs: paragraphs.length });
}
