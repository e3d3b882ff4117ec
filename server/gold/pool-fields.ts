import { and, eq, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { TiebreakError } from "../errors";

/** How many of a pool's prompts have something. */
type Presence = "all" | "some" | "none";

/** Which optional fields the prompts of a pool have, and the languages that they name. */
export interface PoolFields {
  languages: string[];
  language: Presence;
  system: Presence;
  turns: Presence;
}

/** What gold must be like, so that nobody tells it from the rest by a field; null while nothing is imported. */
export async function readPoolFields(
  { orm, tables: { prompt, dataImport } }: Connection,
  campaignId: string,
): Promise<PoolFields | null> {
  const count = (what: unknown) => sql<number>`count(${what})`.mapWith(Number);
  const rows = await orm
    .select({
      language: prompt.language,
      all: sql<number>`count(*)`.mapWith(Number),
      system: count(prompt.system),
      turns: count(prompt.turns),
    })
    .from(prompt)
    .innerJoin(dataImport, eq(dataImport.id, prompt.importId))
    .where(and(eq(prompt.campaignId, campaignId), eq(dataImport.state, "published")))
    .groupBy(prompt.language);
  if (rows.length === 0) return null;
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const all = sum((row) => row.all);
  const presence = (n: number): Presence => (n === 0 ? "none" : n === all ? "all" : "some");
  return {
    languages: rows.flatMap(({ language }) => (language === null ? [] : [language])).sort(),
    language: presence(sum((row) => (row.language === null ? 0 : row.all))),
    system: presence(sum((row) => row.system)),
    turns: presence(sum((row) => row.turns)),
  };
}

/** The fields of a known comparison that the pool's prompts may or may not have. */
interface OptionalFields {
  use: "gold" | "practice";
  language: string | null;
  system: string | null;
  turns: unknown;
}

/**
 * By what gold could be told from the pool, each with what to do; nothing for practice, which is announced as such.
 *
 * @example unlikePool({ use: "gold", language: null, … }, { languages: ["de", "en"], language: "all", … })
 * // [{ field: "language", reason: "must be one of de, en, since every comparison here names its language" }]
 */
export function unlikePool(
  known: OptionalFields,
  pool: PoolFields | null,
): { field: "language" | "system" | "turns"; reason: string }[] {
  if (known.use === "practice" || pool === null) return [];
  const language = unlikeLanguages(known.language, pool);
  return [
    ...(language === undefined ? [] : [{ field: "language" as const, reason: language }]),
    ...(["system", "turns"] as const).flatMap((field) => {
      if (known[field] === null && pool[field] === "all")
        return [{ field, reason: "must be given, since every comparison here has it" }];
      if (known[field] !== null && pool[field] === "none")
        return [{ field, reason: "must be left out, since no comparison here has it" }];
      return [];
    }),
  ];
}

function unlikeLanguages(language: string | null, pool: PoolFields): string | undefined {
  const oneOf = `must be one of ${pool.languages.join(", ")}`;
  if (language === null)
    return pool.language === "all" ? `${oneOf}, since every comparison here names its language` : undefined;
  if (pool.language === "none") return "must be left out, since no comparison here names one";
  return pool.languages.includes(language) ? undefined : `${oneOf}, not ${JSON.stringify(language)}`;
}

/** @throws TiebreakError `invalid_input` where annotators could tell the gold from the pool. */
export function refuseUnlike(known: OptionalFields, pool: PoolFields | null): void {
  const [problem] = unlikePool(known, pool);
  if (!problem) return;
  throw new TiebreakError(
    "invalid_input",
    `Annotators could tell this gold from other comparisons: its ${problem.field} ${problem.reason}.`,
  );
}
