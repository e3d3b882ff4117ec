import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasBeyondLatin, latexText } from "./latex-text";

/** What each command of ours prints. */
const printed: Record<string, string> = {
  textbackslash: "\\",
  textasciicircum: "^",
  textasciitilde: "~",
  textless: "<",
  textgreater: ">",
  textbar: "|",
  textquotedbl: '"',
  textasciigrave: "`",
  ldots: "…",
};
const formulas: Record<string, string> = {
  "$-$": "−",
  "$\\pm$": "±",
  "$\\cdot$": "·",
  "$\\times$": "×",
  "$\\leq$": "≤",
  "$\\geq$": "≥",
  "$\\rightarrow$": "→",
  "$\\alpha$": "α",
  "$\\kappa$": "κ",
  "$\\lambda$": "λ",
  "$\\tau$": "τ",
  "$\\theta$": "θ",
  "$\\sigma$": "σ",
  "$\\chi$": "χ",
  "$\\Sigma$": "Σ",
  "$\\surd$": "√",
};

/**
 * Reads LaTeX as TeX would and gives what it prints; throws for any command but ours and for every character that has a
 * meaning of its own.
 */
function readLatex(latex: string): string {
  let rest = latex;
  let text = "";
  const rules: [RegExp, (match: RegExpExecArray) => string][] = [
    [
      /^\\tiebreakname\{([^{}]+)\}\{((?:U\+[0-9A-F]{4,6} ?)+)\}/u,
      ([, characters = "", numbers]) => (numberOf(characters) === numbers ? characters : refuse(characters)),
    ],
    [/^\\([a-z]+)\{\}/, ([, name]) => printed[name as string] ?? refuse(name as string)],
    [/^\\([{}$&#_%])/, ([, sign]) => sign as string],
    [/^\\,/, () => "\u202f"],
    [/^\$[^$]*\$/, ([formula]) => formulas[formula] ?? refuse(formula)],
    [/^\{([[*])\}/, ([, sign]) => sign as string],
    [/^\{\}/, () => ""],
    [/^---/, () => "—"],
    [/^--/, () => "–"],
    [/^``/, () => "“"],
    [/^''/, () => "”"],
    [/^`/, () => "‘"],
    [/^~/, () => "\u00a0"],
    [/^[^\\{}$&#_%^~<>|"`]/u, ([character]) => character],
  ];
  while (rest !== "") {
    const [rule, match] =
      rules.flatMap(([pattern, read]) => {
        const found = pattern.exec(rest);
        return found ? [[read, found] as const] : [];
      })[0] ?? refuse(rest);
    text += rule(match);
    rest = rest.slice(match[0].length);
  }
  return text;
}

const numberOf = (characters: string) =>
  Array.from(
    characters,
    (one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");

function refuse(what: string): never {
  throw new Error(`TeX would not print ${what}`);
}

/** Our own dashes and quotes are printed by ligatures, which next to others of the kind TeX could read otherwise. */
const isOwnLigature = (character: string) => "–—“”‘’".includes(character);
const cleaned = (text: string) =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029 \t]+/gu, " ")
    .trim();

describe("a text as LaTeX", () => {
  it("has no command in it, whatever a model is called", () => {
    expect(latexText("\\input{/etc/passwd}")).toBe("\\textbackslash{}input\\{/etc/passwd\\}");
    expect(latexText("50% $x$ a_b #1 & ~^")).toBe(
      "50\\% \\$x\\$ a\\_b \\#1 \\& \\textasciitilde{}\\textasciicircum{}",
    );
    expect(latexText("a\n\n\\end{table}\r\u2028^^M%")).toBe(
      "a \\textbackslash{}end\\{table\\} \\textasciicircum{}\\textasciicircum{}M\\%",
    );
    expect(latexText("x--y''z,,<<")).toBe("x-{}-y'{}'z,{},\\textless{}\\textless{}");
    expect(latexText("[1em] *")).toBe("{[}1em] {*}");
  });

  it("prints as the same text, for any text", () => {
    const hostile = fc.constantFrom(..."\\{}$&#_%^~<>|\"`'-[]*,\n\u0000\u202f\u00a0…−α", "\\write18", "^^5c");
    const texts = fc.array(fc.oneof(hostile, fc.string({ unit: "grapheme", maxLength: 8 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(texts, (pieces) => {
        const text = pieces.join("").replace(/[–—“”‘’]/g, "");
        expect([...text].some(isOwnLigature)).toBe(false);
        expect(readLatex(latexText(text))).toBe(cleaned(text));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("keeps our own dashes and quotes", () => {
    expect(latexText("54–70.1\u00a0% “so” – it’s")).toBe("54--70.1~\\% ``so'' -- it's");
    expect(readLatex(latexText("α ≤ 0.5 ± 1 … √(Σ/n) → θ"))).toBe("α ≤ 0.5 ± 1 … √(Σ/n) → θ");
  });

  it("gives characters beyond Latin with their numbers, for engines that cannot read them", () => {
    expect(latexText("中 a文字ſ")).toBe(
      "\\tiebreakname{中}{U+4E2D} a\\tiebreakname{文字ſ}{U+6587 U+5B57 U+017F}",
    );
    expect(latexText("e\u0301 Ł")).toBe("é Ł");
    expect(hasBeyondLatin("Grüße, ł α – 🌍")).toBe(true);
    expect(hasBeyondLatin("Grüße, ł α –")).toBe(false);
  });
});
