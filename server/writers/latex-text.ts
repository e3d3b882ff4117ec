/** What stands for characters that TeX takes for commands, or that its fonts and ligatures would change. */
const replacements: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "`": "\\textasciigrave{}",
  // At the beginning of a row they would belong to the end of the row above.
  "[": "{[}",
  "*": "{*}",
  "\u00a0": "~",
  "\u202f": "\\,",
  "–": "--",
  "—": "---",
  "“": "``",
  "”": "''",
  "‘": "`",
  "’": "'",
  "…": "\\ldots{}",
  "−": "$-$",
  "±": "$\\pm$",
  "·": "$\\cdot$",
  "×": "$\\times$",
  "≤": "$\\leq$",
  "≥": "$\\geq$",
  "→": "$\\rightarrow$",
  α: "$\\alpha$",
  κ: "$\\kappa$",
  λ: "$\\lambda$",
  τ: "$\\tau$",
  θ: "$\\theta$",
  σ: "$\\sigma$",
  χ: "$\\chi$",
  Σ: "$\\Sigma$",
  "√": "$\\surd$",
};

/** Two of the same would become one sign. */
const ligatures = "-',";

/**
 * A text as LaTeX that prints just this text, whatever it holds: every character with a meaning is replaced, line ends
 * and control characters become a space. Characters beyond Latin go with their Unicode numbers to `\tiebreakname`, neighbours
 * together.
 *
 * @example latexText("gpt_4 \\input{x} 50%") // "gpt\\_4 \\textbackslash{}input\\{x\\} 50\\%"
 * @example latexText("模型 a") // "\\tiebreakname{模型}{U+6A21 U+578B} a"
 */
export function latexText(text: string): string {
  let latex = "";
  let before = "";
  let beyond = "";
  const close = () => {
    if (beyond !== "") latex += `\\tiebreakname{${beyond}}{${Array.from(beyond, unicodeNumber).join(" ")}}`;
    beyond = "";
  };
  for (const character of cleaned(text)) {
    if (isBeyondLatin(character)) beyond += character;
    else {
      close();
      if (character === before && ligatures.includes(character)) latex += "{}";
      latex += replacements[character] ?? character;
    }
    before = character;
  }
  close();
  return latex;
}

/** What prints such characters, unless the paper says so itself: as they are in engines that can read them, else by number. */
export const nameCommand =
  "\\providecommand\\tiebreakname[2]{\\ifdefined\\Umathcode#1\\else\\textless#2\\textgreater\\fi}";

/** Latin letters that T1 fonts lack. */
const lacking = "ĦħĸĿŀŉŦŧſ";

function isBeyondLatin(character: string): boolean {
  return !(character in replacements) && (character > "\u017f" || lacking.includes(character));
}

function unicodeNumber(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Without what a TeX engine refuses or reads as the end of a line: control and format characters, lone surrogates. */
function cleaned(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029 \t]+/gu, " ")
    .trim();
}

/** Whether pdfLaTeX has no letter for some of a text's characters. */
export function hasBeyondLatin(text: string): boolean {
  return Array.from(text).some(isBeyondLatin);
}
