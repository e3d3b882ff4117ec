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
  α: "$\\alpha$",
  κ: "$\\kappa$",
  λ: "$\\lambda$",
  τ: "$\\tau$",
};

/** Two of the same would become one sign. */
const ligatures = "-',";

/**
 * A text as LaTeX that prints just this text, whatever it holds: every character with a meaning is replaced, line ends
 * and control characters become a space. Characters beyond Latin are left as they are and need XeLaTeX or LuaLaTeX.
 *
 * @example latexText("gpt_4 \\input{x} 50%") // "gpt\\_4 \\textbackslash{}input\\{x\\} 50\\%"
 */
export function latexText(text: string): string {
  let latex = "";
  let before = "";
  for (const character of cleaned(text)) {
    if (character === before && ligatures.includes(character)) latex += "{}";
    latex += replacements[character] ?? character;
    before = character;
  }
  return latex;
}

/** Without what a TeX engine refuses or reads as the end of a line: control and format characters, lone surrogates. */
function cleaned(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029 \t]+/gu, " ").trim();
}

/** Characters of a text that pdfLaTeX has no letter for, as Unicode numbers; empty if it has all. */
export function beyondLatin(text: string): string[] {
  const found = new Set<string>();
  for (const character of cleaned(text)) {
    const code = character.codePointAt(0) as number;
    if (code > 0x17f && !(character in replacements))
      found.add(`U+${code.toString(16).toUpperCase().padStart(4, "0")}`);
  }
  return [...found].sort();
}
