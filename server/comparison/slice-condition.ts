import { eq, type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { SliceFilter } from "./schemas";

/** Whether a prompt is in a slice, as a condition on its row; undefined for no slice. */
export function sliceCondition(
  { dialect, tables: { prompt } }: Connection,
  slice: SliceFilter | null | undefined,
): SQL | undefined {
  if (!slice) return undefined;
  const { by, tag = "", value } = slice;
  if (by === "language") return eq(prompt.language, value);
  if (by === "category") return eq(prompt.category, value);
  // SQLite has no truth values: what JSON calls true comes out as 1.
  if (dialect === "sqlite" && (value === "true" || value === "false"))
    return sql`json_type(${prompt.metadata}, ${`$.${JSON.stringify(tag)}`}) = ${value}`;
  return sql`cast(${prompt.metadata} ->> cast(${tag} as text) as text) = ${value}`;
}
