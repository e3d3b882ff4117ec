import { hasBeyondLatin, latexText } from "./latex-text";
import { type ReportTable, rowsOf } from "./tables/report-table";

/** A longer table runs over pages. */
const rowsOfFloat = 40;
/** Text width of LaTeX's article, in points; wider papers give names more room. */
const textWidth = 345;
/** Of a character, about, at 9 and 8 points; and between columns. */
const smallCharacter = 4.7;
const footnoteCharacter = 4.3;
const gap = 8;
/** A column of names is not narrower. */
const leastWidth = 40;

interface Layout {
  size: "small" | "footnotesize";
  columns: string;
  /** Names are in columns narrower than they are. */
  isNarrow: boolean;
}

/** A table as a float, or over pages if it is long, with the sentences that belong to it below. */
export function latexTable(table: ReportTable): string {
  const { notes, groups } = table;
  const below = notes.length > 0 ? `${notes.map(latexText).join(" ")}\n` : "";
  if (groups.length === 0) return below;
  return `${rowsOf(table).length > rowsOfFloat ? longTable(table) : float(table)}${below && `\n${below}`}`;
}

function float(table: ReportTable): string {
  const layout = layoutOf(table);
  return `\\begin{table}[tbp]
\\centering
${captionOf(table)}
\\${layout.size}\\setlength{\\tabcolsep}{${gap / 2}pt}
\\begin{tabular}{${layout.columns}}
\\toprule
${headingOf(table)}\\midrule
${bodyOf(table, layout)}\\bottomrule
\\end{tabular}
\\end{table}
`;
}

function longTable(table: ReportTable): string {
  const layout = layoutOf(table);
  const top = `\\toprule\n${headingOf(table)}\\midrule\n`;
  return `\\begingroup
\\${layout.size}\\setlength{\\tabcolsep}{${gap / 2}pt}\\setlength{\\LTcapwidth}{\\linewidth}
\\begin{longtable}{${layout.columns}}
${captionOf(table)}\\\\
${top}\\endfirsthead
${top}\\endhead
\\bottomrule
\\endfoot
${bodyOf(table, layout)}\\end{longtable}
\\endgroup
`;
}

function captionOf({ name, caption }: ReportTable): string {
  return `\\caption{${latexText(caption)}}\\label{tab:tiebreak-${name}}`;
}

function headingOf({ columns }: ReportTable): string {
  return rowText(columns.map(({ head }) => latexText(head)));
}

function bodyOf({ columns, groups }: ReportTable, { isNarrow }: Layout): string {
  const cell = (text: string, column: number) => {
    if (columns[column]?.isNumber) return numberText(text);
    return isNarrow ? breakable(latexText(text)) : latexText(text);
  };
  return groups
    .map(({ heading, rows }, place) => {
      const above = place > 0 ? "\\addlinespace\n" : "";
      const own = heading === null ? "" : `${above}${groupText(heading, columns.length)}`;
      return own + rows.map((row) => rowText(row.map(cell))).join("");
    })
    .join("");
}

function rowText(cells: readonly string[]): string {
  return `${cells.join(" & ")} \\\\\n`;
}

/** Over all columns, and never the last line of a page. */
function groupText(heading: string, columns: number): string {
  const isLong = hasBeyondLatin(heading) || heading.length * smallCharacter > textWidth / 2;
  const shape = isLong ? "p{0.98\\linewidth}" : "l";
  const text = isLong ? breakable(latexText(heading)) : latexText(heading);
  return `\\multicolumn{${columns}}{@{}${shape}@{}}{\\itshape ${text}} \\\\*\n`;
}

/** A value with its bounds in a smaller line below. */
function numberText(text: string): string {
  const [value = "", bounds] = text.split("\n").map(latexText);
  return bounds === undefined
    ? value
    : `\\begin{tabular}[t]{@{}r@{}}${value}\\\\{\\scriptsize ${bounds}}\\end{tabular}`;
}

/** Names may break where people put a sign into them. */
function breakable(latex: string): string {
  return latex.replace(/(\\[_&%$#{}]|\\text[a-z]+\{\}|[/.:@+=])(?=\S)/g, "$1\\allowbreak{}");
}

/**
 * Columns of their own width where they fit; else smaller, and names in what room the numbers leave. Names beyond Latin may
 * be printed by number, which is long, so that they may always break.
 */
function layoutOf({ columns, groups }: ReportTable): Layout {
  const lengths = lengthsOf({ columns, groups });
  const isName = (column: number) => !columns[column]?.isNumber;
  const total = (of: (column: number) => boolean) =>
    lengths.reduce((sum, length, column) => sum + (of(column) ? length : 0), 0);
  const room = textWidth - gap * (columns.length - 1);
  const fits = (character: number) => total(() => true) * character <= room;
  const isBeyond = rowsOf({ groups }).some((row) => row.some((cell, i) => isName(i) && hasBeyondLatin(cell)));
  const size = fits(smallCharacter) ? "small" : "footnotesize";
  const isNarrow = isBeyond || !fits(footnoteCharacter);
  const left = room - total((column) => !isName(column)) * footnoteCharacter;
  const shapes = lengths.map((length, column) => {
    if (!isName(column)) return "r";
    if (!isNarrow) return "l";
    const share = Math.max(leastWidth, (left * length) / total(isName)) / textWidth;
    return `>{\\raggedright\\arraybackslash}p{${share.toFixed(3)}\\linewidth}`;
  });
  return { size, columns: `@{}${shapes.join("")}@{}`, isNarrow };
}

/** Characters of each column's longest line. */
function lengthsOf({ columns, groups }: Pick<ReportTable, "columns" | "groups">): number[] {
  const rows = rowsOf({ groups });
  return columns.map(({ head }, column) =>
    rows.reduce(
      (most, row) => Math.max(most, ...row[column]!.split("\n").map((line) => line.length)),
      head.length,
    ),
  );
}
