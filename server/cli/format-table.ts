/** A table in plain text: the first row is the heading; columns whose cells are numbers are set to the right. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, i) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[i] ?? "")), widthOf(title)),
  );
  const isNumber = heading.map((_, i) => rows.every((row) => /^([−+-]?[\d.,]+\s?%?|–|)$/.test(row[i] ?? "")));
  return [heading, ...rows]
    .map((row) => row.map((cell, i) => padded(cell, widths[i] ?? 0, isNumber[i] ?? false)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function padded(cell: string, width: number, isNumber: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(cell)));
  return isNumber ? space + cell : cell + space;
}

/** Places that a text takes on a screen: two for each wide sign of East Asia, none for a mark over another sign. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) if (!/[\p{M}\p{Cf}]/u.test(character)) width += isWide(character) ? 2 : 1;
  return width;
}

function isWide(character: string): boolean {
  return /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff01-\uff60]|\p{Emoji_Presentation}/u.test(
    character,
  );
}
