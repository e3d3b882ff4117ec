/** Neighbouring tokens and the stretch of text, in UTF-16 units, that they stand for together; almost always one. */
export interface TokenSpan {
  /** First token and the one after the last. */
  first: number;
  end: number;
  from: number;
  to: number;
}

interface Misfit {
  reason: string;
}

/** Tokenizers begin a text with up to so many tokens that are not of it. */
const mostLeading = 2;
const special = /^(<[^<>\s]*>|\[[A-Z]+\]|)$/;
const spaceMark = /[\u2581\u0120]/g;
const lineMark = /\u010a/g;
/** A token that is a part of a character: decoded alone it is no text. */
const broken = /\ufffd|^$|^bytes:/;

/**
 * Lays tokens along a text, or says where they stop fitting. Leading tokens such as `<s>` are skipped. Tokens that are
 * parts of one character (an emoji of three tokens) become one span; the marks by which tokenizers write spaces and line
 * ends are read as what they stand for, and a space that decoding lost is put back. `unused` tokens may follow the text.
 *
 * @example alignTokens(["<s>", "Li", "ma"], "Lima") // [{ first: 1, end: 2, from: 0, to: 2 }, { first: 2, end: 3, from: 2, to: 4 }]
 */
export function alignTokens(tokens: readonly string[], text: string, unused = 0): TokenSpan[] | Misfit {
  const spans: TokenSpan[] = [];
  let at = countLeading(tokens, text);
  let from = 0;
  while (from < text.length) {
    const token = tokens[at];
    if (token === undefined)
      return { reason: `the tokens stop ${text.length - from} characters before the text does` };
    const length = lengthAt(token, text, from);
    if (length !== undefined && length > 0) {
      spans.push({ first: at, end: at + 1, from, to: from + length });
    } else {
      const span = broken.test(token) ? joinBroken(tokens, at, text, from) : undefined;
      if (span === undefined) return misfit(token, at, text, from);
      spans.push(span);
    }
    ({ end: at, to: from } = spans.at(-1) as TokenSpan);
  }
  if (tokens.length - at > unused)
    return { reason: `${tokens.length - at} tokens follow after the end of the text` };
  return spans;
}

/** How many tokens stand before the text and are not of it. */
function countLeading(tokens: readonly string[], text: string): number {
  for (let skipped = 0; skipped <= mostLeading; skipped++) {
    if (lengthAt(tokens[skipped], text, 0)) return skipped;
    if (!special.test(tokens[skipped] ?? "x")) return 0;
  }
  return 0;
}

/** How much of the text from there on a token stands for, or undefined when it does not fit. */
function lengthAt(token: string | undefined, text: string, from: number): number | undefined {
  if (token === undefined) return undefined;
  const plain = token.replace(spaceMark, " ").replace(lineMark, "\n");
  return [token, plain, ` ${token}`].find((form) => text.startsWith(form, from))?.length;
}

/** The tokens of one character or several, up to where the next whole token fits. */
function joinBroken(
  tokens: readonly string[],
  first: number,
  text: string,
  from: number,
): TokenSpan | undefined {
  let end = first;
  while (end < tokens.length && broken.test(tokens[end] as string)) end++;
  if (end === tokens.length) return { first, end, from, to: text.length };
  // A server may leave out what the very first token is, which may be a whole word.
  const furthest = Math.min(text.length, from + (first === 0 ? 64 : 4 * (end - first)));
  for (let to = from + 1; to <= furthest; to++) {
    const isInside = (text.charCodeAt(to) & 0xfc00) === 0xdc00;
    if (!isInside && lengthAt(tokens[end], text, to)) return { first, end, from, to };
  }
  return furthest === text.length ? { first, end, from, to: text.length } : undefined;
}

function misfit(token: string, at: number, text: string, from: number): Misfit {
  const [found, wanted] = [token, text.slice(from, from + 20)].map((part) => JSON.stringify(part));
  return { reason: `token ${at + 1}, ${found}, does not fit the text, which goes on with ${wanted}` };
}
