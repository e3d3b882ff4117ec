const start = "<!-- metrics: written by npm run docs:metrics -->";
const end = "<!-- metrics end -->";

/** A document with what stands between the marks of the metric table replaced; an Error where it has no marks. */
export function placeMetricTable(document: string, table: string): string {
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The document has no ${start} … ${end}.`);
  return `${document.slice(0, from + start.length)}\n${table}\n${document.slice(to)}`;
}
