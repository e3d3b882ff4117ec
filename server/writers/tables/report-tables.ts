import type { ReportParts } from "../../report/parts/view";
import type { ReportContent } from "../../report/schemas";
import { judgeTable, pairsTable, slicesTable, widerTable } from "./pair-tables";
import { partTables } from "./part-tables";
import { peopleTables } from "./people-tables";
import { ratingTables } from "./rating-tables";
import type { ReportTable } from "./report-table";
import { worthTable } from "./worth-table";

/**
 * The tables of a report and of what was made after it, in the order in which they are read; those that it has.
 *
 * @example reportTables(content, parts).map(({ name }) => name) // ["pairs", "wider", "slices", "ratings", "profile", …]
 */
export function reportTables(content: ReportContent, parts: ReportParts): ReportTable[] {
  const tables = [
    pairsTable(content),
    judgeTable(content),
    widerTable(content),
    slicesTable(content),
    ...ratingTables(content),
    ...partTables(content, parts),
    ...peopleTables(content),
    worthTable(content, parts),
  ];
  return tables.filter(
    (table) => table !== null && table.groups.length + table.notes.length > 0,
  ) as ReportTable[];
}
