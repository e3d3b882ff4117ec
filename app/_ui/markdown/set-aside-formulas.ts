export interface Formula {
  /** As it was written, delimiters and all. */
  source: string;
  /** What stands between the delimiters. */
  tex: string;
  isDisplay: boolean;
}

/** Characters of private use: a formula is `opener`, one that says which, and as many pads as make up its length. */
const opener = "\uE000";
const pad = "\uE001";
const firstNumber = 0xe100;
const mostFormulas = 500;

const longestInline = 1_000;
const longestDisplay = 5_000;
/** Marks that looked like the beginning of something and were none; behind so many a text is searched no further. */
const mostFailures = 3_000;
/** What a scan stops at: a run of backticks or tildes, an escaped character, a run of dollars. */
const marks = /`+|~{3,}|\\[\s\S]|\$+/g;
/** What may stand before a block on its line. */
const lineStart = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?$/;

/**
 * Finds the LaTeX of a Markdown text ($…$, $$…$$, \(…\), \[…\]) and puts placeholders of the same length in its place,
 * so that Markdown neither reads its stars and backslashes nor splits its lines. Code is left alone, and so is money:
 * "$5 and $10" has a space before its second dollar and a digit behind it.
 *
 * @example setAsideFormulas("if $x_1$ then").formulas // [{ source: "$x_1$", tex: "x_1", isDisplay: false }]
 */
export function setAsideFormulas(text: string): { text: string; formulas: Formula[] } {
  const formulas: Formula[] = [];
  if (!/\$|\\[[(]/.test(text) || text.includes(opener)) return { text, formulas };
  const pieces: string[] = [];
  let [at, kept, failures] = [0, 0, 0];
  while (formulas.length < mostFormulas && failures < mostFailures) {
    marks.lastIndex = at;
    const mark = marks.exec(text);
    if (!mark) break;
    const found = /[`~]/.test(mark[0]) ? undefined : findFormula(text, mark[0], mark.index);
    if (!found) {
      failures++;
      at = /[`~]/.test(mark[0]) ? endOfCode(text, mark[0], mark.index) : mark.index + mark[0].length;
      continue;
    }
    const number = String.fromCharCode(firstNumber + formulas.length);
    pieces.push(text.slice(kept, mark.index), opener, number, pad.repeat(found.source.length - 2));
    formulas.push(found);
    at = kept = mark.index + found.source.length;
  }
  return { text: formulas.length === 0 ? text : pieces.join("") + text.slice(kept), formulas };
}

/** A text with placeholders in it, cut into what is text and what is a formula. */
export function cutAtFormulas(text: string, formulas: Formula[]): (string | Formula)[] {
  return text
    .split(/(\uE000[\uE100-\uE300]\uE001*)/)
    .map((piece, at) => {
      if (at % 2 === 0) return piece;
      return formulas[piece.charCodeAt(1) - firstNumber] ?? piece;
    })
    .filter((piece) => piece !== "");
}

function findFormula(text: string, mark: string, at: number): Formula | undefined {
  if (mark === "\\(") return closedBy(text, at, 2, "\\)", longestInline);
  if (mark === "\\[") return blockBrackets(text, at);
  if (mark === "$$") return closedBy(text, at, 2, "$$", longestDisplay);
  return mark === "$" ? inlineDollars(text, at) : undefined;
}

/** The formula that begins here, if it is closed soon enough, before a blank line unless it begins its own line. */
function closedBy(
  text: string,
  at: number,
  skip: number,
  closer: string,
  longest: number,
): Formula | undefined {
  const prefix = lineBefore(text, at);
  const isDisplay = closer !== "\\)";
  const end = endOf(text, at + skip, closer, longest);
  if (end === undefined) return undefined;
  const inner = text.slice(at + skip, end);
  if (inner.trim() === "" || text[end + closer.length] === "$") return undefined;
  if (closer === "$$" && !lineStart.test(prefix) && !/[\p{L}\p{N}\\]/u.test(inner)) return undefined;
  if (/\n[ \t>]*\n/.test(inner) && !(isDisplay && lineStart.test(prefix))) return undefined;
  const tex = prefix.includes(">") ? inner.replace(/^[ \t]*(?:>[ \t]?)+/gm, "") : inner;
  return { source: text.slice(at, end + closer.length), tex: tex.trim(), isDisplay };
}

/** What stands before a place on its line, as far as it matters whether it is only quotes, list marks and space. */
function lineBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 80), at);
  const lineBreak = near.lastIndexOf("\n");
  return lineBreak < 0 && at > 80 ? "…" : near.slice(lineBreak + 1);
}

/** Where a closer stands that is not itself escaped. */
function endOf(text: string, from: number, closer: string, longest: number): number | undefined {
  const limit = Math.min(text.length, from + longest);
  for (let at = from; at < limit; at++) {
    if (text.startsWith(closer, at)) return at;
    if (text[at] === "\\") at++;
  }
  return undefined;
}

/** Brackets are escaped in Markdown too, as in "\[1\]": a formula fills its lines, or has what only formulas have. */
function blockBrackets(text: string, at: number): Formula | undefined {
  const formula = closedBy(text, at, 2, "\\]", longestDisplay);
  if (!formula) return undefined;
  const after = text.slice(at + formula.source.length, at + formula.source.length + 4);
  const prefix = lineBefore(text, at);
  const fillsLines = lineStart.test(prefix) && /^[.,;]?[ \t]*(\n|$)/.test(after);
  return fillsLines || /[\\^_={}]/.test(formula.tex) ? formula : undefined;
}

/** One dollar on each side, as Pandoc reads them and stricter: most single dollars are money. */
function inlineDollars(text: string, at: number): Formula | undefined {
  const next = text[at + 1] ?? " ";
  if (/\s/.test(next)) return undefined;
  if (/[A-Za-z0-9]/.test(text[at - 1] ?? "") && !/[\^_]/.test(next)) return undefined;
  const end = endOf(text, at + 1, "$", longestInline);
  if (end === undefined) return undefined;
  const tex = text.slice(at + 1, end);
  if (tex === "" || /\s$|\n[ \t>]*\n/.test(tex) || /[A-Za-z0-9$]/.test(text[end + 1] ?? "")) return undefined;
  // "$5 million or 6$", and two cells of a table.
  if (/^\d[\d.,]*\s*(?:[a-z]{2,}|\|)/i.test(tex) && !tex.includes("\\")) return undefined;
  return { source: text.slice(at, end + 1), tex, isDisplay: false };
}

/** Where code that begins here ends; just behind the mark where it is none. */
function endOfCode(text: string, mark: string, at: number): number {
  const after = at + mark.length;
  const prefix = lineBefore(text, at);
  if (mark.length >= 3 && lineStart.test(prefix)) {
    const fence = mark[0] === "`" ? "`" : "~";
    const closing = new RegExp(`\\n[ \\t>]*${fence}{${mark.length},}[ \\t]*(?=\\n|$)`, "g");
    closing.lastIndex = after;
    return closing.exec(text) ? closing.lastIndex : text.length;
  }
  if (mark[0] === "~") return after;
  const within = text.slice(after, after + longestDisplay);
  const closing = new RegExp(`(?<!\`)\`{${mark.length}}(?!\`)|\\n[ \\t]*\\n`).exec(within);
  return closing?.[0].startsWith("`") ? after + closing.index + mark.length : after;
}
