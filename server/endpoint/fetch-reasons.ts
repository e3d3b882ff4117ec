import { and, count, desc, eq, inArray, min, type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { splitReasons } from "./fetch-scope";
import type { FetchView } from "./schemas";

type Reason = FetchView["reasons"][number];

const mostReasons = 20;
/** Reasons read at once, digits aside; the rarest of a fetch with more of them are not told. */
const mostGroups = 1_000;

/** Why completions of a fetch failed, alike reasons together and the most frequent first. */
export async function listReasons(connection: Connection, importId: string): Promise<Reason[]> {
  const alike = await groupFailures(connection, importId);
  const groups = new Map<string, { reason: string; completions: number; exampleId: number }>();
  for (const { reason: stored, completions, exampleId } of alike) {
    for (const { scorer, reason: said } of splitReasons(stored)) {
      const reason = scorer === "" ? said : `${scorer}: ${said}`;
      const group = groups.get(kindOf(reason));
      const first = group && group.exampleId < exampleId ? group : { reason, exampleId };
      groups.set(kindOf(reason), { ...first, completions: completions + (group?.completions ?? 0) });
    }
  }
  const listed = [...groups.values()]
    .sort((one, other) => other.completions - one.completions)
    .slice(0, mostReasons);
  const places = await loadPlaces(
    connection,
    listed.map(({ exampleId }) => exampleId),
  );
  return listed.flatMap(({ exampleId, ...group }) => {
    const example = places.get(exampleId);
    return example ? [{ ...group, example }] : [];
  });
}

/** Failures whose reasons differ in digits alone, counted by the database: a fetch may have a hundred thousand. */
async function groupFailures({ orm, tables: { fetchFailure } }: Connection, importId: string) {
  const completions = count();
  const groups = await orm
    .select({ completions, exampleId: min(fetchFailure.completionId) })
    .from(fetchFailure)
    .where(eq(fetchFailure.importId, importId))
    .groupBy(withoutDigits(sql`${fetchFailure.reason}`))
    .orderBy(desc(completions), min(fetchFailure.completionId))
    .limit(mostGroups);
  const exampleIds = groups.map(({ exampleId }) => Number(exampleId));
  const rows = await orm
    .select({ id: fetchFailure.completionId, reason: fetchFailure.reason })
    .from(fetchFailure)
    .where(and(eq(fetchFailure.importId, importId), inArray(fetchFailure.completionId, exampleIds)));
  const reasonOf = new Map(rows.map(({ id, reason }) => [id, reason]));
  return groups.map(({ completions: n }, i) => {
    const exampleId = exampleIds[i] as number;
    return { exampleId, completions: Number(n), reason: reasonOf.get(exampleId) ?? "" };
  });
}

/** The text with every digit a 0, in either database. */
function withoutDigits(text: SQL): SQL {
  return "123456789"
    .split("")
    .reduce((inner, digit) => sql`replace(${inner}, '${sql.raw(digit)}', '0')`, text);
}

async function loadPlaces(
  { orm, tables: { completion, model, prompt } }: Connection,
  completionIds: number[],
): Promise<Map<number, Reason["example"]>> {
  const rows = await orm
    .select({ id: completion.id, model: model.name, promptId: prompt.externalId })
    .from(completion)
    .innerJoin(model, eq(model.id, completion.modelId))
    .innerJoin(prompt, eq(prompt.id, completion.promptId))
    .where(inArray(completion.id, completionIds));
  return new Map(rows.map(({ id, ...place }) => [id, place]));
}

/** Reasons that differ in numbers and quoted text alone are one kind. */
function kindOf(reason: string): string {
  return reason.replace(/"(?:[^"\\]|\\.)*"/g, "…").replace(/\d+/g, "0");
}
