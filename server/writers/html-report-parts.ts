import type { ReportParts } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import { htmlReportTable } from "./html-table";
import { type Html, html } from "./html-text";
import { partTables } from "./tables/part-tables";

/** What was made after the report: the models' profiles, preferences at equal style, resampled ratings and Elo. */
export function partsSection(content: ReportContent, parts: ReportParts): Html {
  const tables = partTables(content, parts);
  const titles = [...new Set(tables.map(({ title }) => title))];
  return html`${titles.map(
    (title) => html`<section><h2>${title}</h2>
${tables.filter((table) => table.title === title).map(htmlReportTable)}</section>
`,
  )}`;
}
