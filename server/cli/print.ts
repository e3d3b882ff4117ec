/** Writes a line of result. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a result for programs. What is undefined is null, so that every name is always there. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, entry) => (entry === undefined ? null : entry), 2));
}

/** Tells the person something that is not the result. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

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
