/** A table in plain text: the first row is the heading; columns whose cells are numbers are set to the right. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const isNumber = heading.map((_, i) => rows.every((row) => /^([−+-]?[\d.,]+\s?%?|–|)$/.test(row[i] ?? "")));
  return [heading, ...rows]
    .map((row) =>
      row
        .map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
