/** Marks of Markdown in a text. */
export interface Formatting {
  headers: number;
  /** Items of bulleted and numbered lists. */
  listItems: number;
  /** Stretches in bold. */
  bold: number;
  /** Fenced blocks, one never closed included. */
  codeBlocks: number;
  tables: number;
}

/**
 * Counts headers, list items, bold stretches, code blocks and tables (with their row of dashes), as Markdown has them; what
 * stands in code counts for nothing else.
 *
 * Source: CommonMark 0.31 and GitHub's tables, by line; HTML and indented code are not looked for.
 *
 * @returns the counts, and the prose: the text without code, marks and tables, lines kept.
 * @example countFormatting("# Title\n- **one**\n- two").listItems // 2
 */
export function countFormatting(text: string): { formatting: Formatting; prose: string } {
  const formatting: Formatting = { headers: 0, listItems: 0, bold: 0, codeBlocks: 0, tables: 0 };
  const prose: string[] = [];
  let fence: string | undefined;
  let table = false;
  const lines = text.split(/\r\n?|\n/);
  for (const [place, line] of lines.entries()) {
    const mark = /^\s*(?:[-*+>]\s+|\d{1,3}[.)]\s+)*(`{3,}|~{3,})([^\n]*)$/.exec(line);
    if (fence !== undefined) {
      if (mark && mark[1]!.startsWith(fence) && mark[2]!.trim() === "") fence = undefined;
      continue;
    }
    if (mark && !(mark[1]!.startsWith("`") && mark[2]!.includes("`"))) {
      fence = mark[1]!;
      formatting.codeBlocks++;
      continue;
    }
    if (table && line.includes("|")) continue;
    table = line.includes("|") && isTableRule(lines[place + 1]);
    if (table) {
      formatting.tables++;
      continue;
    }
    prose.push(readLine(line, formatting));
  }
  return { formatting, prose: prose.join("\n") };
}

function isTableRule(line: string | undefined): boolean {
  return (
    line !== undefined && line.includes("|") && /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/.test(line.trim())
  );
}

/** Counts what one line of prose has, and takes its marks off. */
function readLine(line: string, formatting: Formatting): string {
  let rest = line.replace(/^\s*(?:>\s?)+/, "");
  const header = /^ {0,3}#{1,6}(?:\s+|$)/.exec(rest);
  if (header) formatting.headers++;
  const item = header ? null : /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)/.exec(rest);
  if (item && !/^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,})$/.test(rest)) formatting.listItems++;
  rest = rest.slice((header ?? item)?.[0].length ?? 0).replace(/`[^`]*`/g, " ");
  const bold = rest.match(
    /\*\*(?=\S)(?:[^*]|\*(?!\*))*?\S\*\*|(?<![\p{L}\p{N}_])__(?=\S)[^_]*?\S__(?![\p{L}\p{N}_])/gu,
  );
  formatting.bold += bold?.length ?? 0;
  return rest.replace(/\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "");
}
