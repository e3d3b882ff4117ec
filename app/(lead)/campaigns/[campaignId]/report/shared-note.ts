/**
 * The note that all rows of a table have, so that it is said once; null where they differ.
 *
 * @example sharedNote([{ note: "Too few." }, { note: "Too few." }]) // "Too few."
 */
export function sharedNote(rows: readonly { note: string | null }[]): string | null {
  const notes = new Set(rows.map(({ note }) => note ?? ""));
  const [only = ""] = notes;
  return notes.size === 1 ? only : null;
}
