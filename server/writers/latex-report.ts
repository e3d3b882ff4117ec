import { listReferences } from "../report/references/list-references";
import type { Reference } from "../report/references/reference";
import type { ReportContent } from "../report/schemas";
import { beyondLatin, latexText } from "./latex-text";
import { type ReportTable, reportTables } from "./report-tables";

/** A longer table runs over pages. */
const rowsOfFloat = 40;
const shownCharacters = 20;

/**
 * A report's tables and its methods paragraph as a LaTeX file to be read by `\input`; the keys that it cites are those of
 * report.bib.
 */
export function latexReport(content: ReportContent, hash: string): string {
  const references = listReferences(content);
  const body = [
    ...content.pairs.map(({ verdict }) => `${latexText(verdict.sentence)}\n`),
    ...reportTables(content).map(tableText),
    methodsText(content.methods, references),
  ].join("\n");
  return `${head(body, hash)}\n${body}`;
}

function head(body: string, hash: string): string {
  const beyond = beyondLatin(body);
  const shown = beyond.slice(0, shownCharacters).join(" ");
  const lines = [
    `A report by Tiebreak, SHA-256 ${hash}.`,
    "Read it by \\input{report} in a document with",
    "  \\usepackage[T1]{fontenc}",
    "  \\usepackage{booktabs,longtable,textcomp}",
    "and cite with report.bib (\\bibliography{report}).",
    ...(beyond.length > 0
      ? [
          "It needs XeLaTeX or LuaLaTeX (without fontenc), with a font that has the characters of the names:",
          `  ${shown}${beyond.length > shownCharacters ? " and more" : ""}`,
        ]
      : []),
  ];
  return lines.map((line) => `% ${line}\n`).join("");
}

function tableText(table: ReportTable): string {
  const { name, caption, columns, rows } = table;
  const spec = columns.map(({ isNumber }) => (isNumber ? "r" : "l")).join("");
  const heading = rowText(columns.map((column) => column.head));
  const lines = rows.map(rowText).join("");
  const about = `\\caption{${latexText(caption)}}\\label{tab:tiebreak-${name}}`;
  if (rows.length > rowsOfFloat) {
    const start = `\\begin{longtable}{@{}${spec}@{}}\n${about}\\\\\n`;
    const top = `\\toprule\n${heading}\\midrule\n`;
    return `${start}${top}\\endfirsthead\n${top}\\endhead\n\\bottomrule\n\\endfoot\n${lines}\\end{longtable}\n`;
  }
  return `\\begin{table}[tbp]\n\\centering\n${about}\n\\begin{tabular}{@{}${spec}@{}}\n\\toprule\n${heading}\\midrule\n${lines}\\bottomrule\n\\end{tabular}\n\\end{table}\n`;
}

function rowText(cells: readonly string[]): string {
  return `${cells.map(latexText).join(" & ")} \\\\\n`;
}

/** The paragraph with what it names in brackets as citations, and a sentence for the methods that it does not name. */
function methodsText(methods: string, references: readonly Reference[]): string {
  let text = latexText(methods);
  const unnamed: Reference[] = [];
  for (const reference of references) {
    const name = reference.named && `(${latexText(reference.named)})`;
    if (name && text.includes(name)) text = text.replaceAll(name, `\\cite{${reference.key}}`);
    else unnamed.push(reference);
  }
  const further = unnamed.map(({ subject, key }) => `${latexText(subject)}~\\cite{${key}}`);
  return further.length > 0 ? `${text} Further sources: ${further.join("; ")}.\n` : `${text}\n`;
}
