import type { ReportParts } from "../report/parts/view";
import { listReferences } from "../report/references/list-references";
import type { Reference } from "../report/references/reference";
import type { ReportContent } from "../report/schemas";
import { latexTable } from "./latex-table";
import { hasBeyondLatin, latexText, nameCommand } from "./latex-text";
import { reportTables } from "./tables/report-tables";

/**
 * A report's tables and its methods paragraph as a LaTeX file to be read by `\input`; the keys that it cites are those of
 * report.bib.
 */
export function latexReport(content: ReportContent, parts: ReportParts, hash: string): string {
  const references = listReferences(content, parts);
  const verdicts = content.pairs.map(({ verdict }) => `\\item ${latexText(verdict.sentence)}\n`);
  const body = [
    `\\begin{itemize}\\sloppy\n${verdicts.join("")}\\end{itemize}\n`,
    ...reportTables(content, parts).map(latexTable),
    methodsText(content.methods, references),
  ].join("\n");
  return `${head(body, hash)}\n${body}`;
}

function head(body: string, hash: string): string {
  const lines = [
    `A report by Tiebreak, SHA-256 ${hash}.`,
    "Read it by \\input{report} in a document with",
    "  \\usepackage[T1]{fontenc}",
    "  \\usepackage{array,booktabs,longtable,textcomp}",
    "and cite with report.bib (\\bibliography{report}).",
  ];
  const beyond = [
    "Some names have characters beyond Latin: XeLaTeX and LuaLaTeX (with fontspec in the place of fontenc) print them",
    "in a font that has them, pdfLaTeX by number. Define \\tiebreakname yourself to choose a font, such as",
    "  \\newcommand\\tiebreakname[2]{{\\myfont #1}}",
  ];
  const comment = (text: string) => `% ${text}\n`;
  if (!hasBeyondLatin(body)) return lines.map(comment).join("");
  return `${[...lines, ...beyond].map(comment).join("")}${nameCommand}\n`;
}

/** The paragraph with citations for the works that it names, and a sentence for the methods whose works it does not name. */
function methodsText(methods: string, references: readonly Reference[]): string {
  let text = latexText(methods);
  const unnamed: Reference[] = [];
  for (const { key, named, ...reference } of references) {
    const name = named === undefined ? undefined : latexText(named);
    if (name === undefined || !text.includes(name)) unnamed.push({ key, ...reference });
    else
      text = text
        .replaceAll(`(${name})`, `\\cite{${key}}`)
        .replaceAll(`, ${name}`, `~\\cite{${key}}`)
        .replaceAll(name, `\\cite{${key}}`);
  }
  const further = unnamed.map(({ subject, key }) => `${latexText(subject)}~\\cite{${key}}`);
  return further.length > 0 ? `${text} Further sources: ${further.join("; ")}.\n` : `${text}\n`;
}
