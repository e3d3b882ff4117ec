import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { reportColumns } from "@/server/writers/csv-report";
import { drawColumns, judgmentColumns, preferenceColumns, rankingColumns } from "./export-columns";

const docs = readFileSync(join(process.cwd(), "docs", "exports.md"), "utf8");

it.each([
  ...new Set([...judgmentColumns, ...drawColumns, ...rankingColumns, ...preferenceColumns, ...reportColumns]),
])("the documentation tells what the column %s holds", (column) => {
  expect(docs).toContain(`\`${column}\``);
});
