import { type Html, html } from "./html-text";
import { type ReportTable, rowsOf } from "./tables/report-table";

export interface TableColumn<Row> {
  head: string;
  isNumber?: boolean;
  cell: (row: Row) => string | number | Html | null;
}

/** A table with a caption; the first column heads its row. */
export function htmlTable<Row>(
  caption: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): Html {
  const head = columns.map((column) =>
    column.isNumber
      ? html`<th scope="col" class="number">${column.head}</th>`
      : html`<th scope="col">${column.head}</th>`,
  );
  const body = rows.map((row) => {
    const cells = columns.map((column, i) => {
      const content = column.cell(row) ?? "–";
      if (i === 0) return html`<th scope="row">${content}</th>`;
      return column.isNumber ? html`<td class="number">${content}</td>` : html`<td>${content}</td>`;
    });
    return html`<tr>${cells}</tr>
`;
  });
  return html`<div class="scroll"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div>`;
}

/** A table that every format has, a value's bounds below it, with its notes. */
export function htmlReportTable(table: ReportTable): Html {
  const { caption, columns, notes } = table;
  const shown = columns.map(
    ({ head, isNumber }, column): TableColumn<string[]> => ({
      head,
      isNumber,
      cell: (row) => {
        const [value = "", bounds] = row[column]!.split("\n");
        return bounds === undefined ? value : html`${value}<span class="bounds">${bounds}</span>`;
      },
    }),
  );
  const rows = rowsOf(table);
  return html`${rows.length > 0 ? htmlTable(caption, shown, rows) : null}
${notes.map(
  (note) => html`<p class="soft">${note}</p>
`,
)}`;
}
