/** A document with what stands between the marks of a generated table replaced; an Error where it has no marks. */
export function placeTable(
  document: string,
  name: "metrics" | "detectors" | "evidence",
  table: string,
): string {
  const start = `<!-- ${name}: written by npm run docs:${name === "evidence" ? name : "metrics"} -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(`<!-- ${name} end -->`);
  if (from === -1 || to < from) throw new Error(`The document has no ${start} …`);
  return `${document.slice(0, from + start.length)}\n${table}\n${document.slice(to)}`;
}
