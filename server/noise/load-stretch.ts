import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { keepFirstSamples } from "../ranking/keep-first-samples";
import type { BlockSource } from "../ranking/load-blocks";
import type { Stretch } from "./text-inspector";

const idsPerQuery = 5_000;

/** The pool's comparisons of these prompts with all their texts. */
export async function loadStretch(
  database: Database,
  source: BlockSource,
  promptIds: number[],
): Promise<Stretch> {
  const candidates = await loadComparisons(database, source, promptIds);
  const completionIds = [...new Set(candidates.flatMap(({ aId, bId }) => [aId, bId]))];
  const loaded = await loadCompletions(database, source, completionIds);
  const sampleOf = new Map(loaded.map(({ id, sample }) => [id, sample]));
  const known = candidates.filter(({ aId, bId }) => sampleOf.has(aId) && sampleOf.has(bId));
  const comparisons = keepFirstSamples(known, (id) => sampleOf.get(id) ?? 0);
  const inPool = new Set(comparisons.flatMap(({ aId, bId }) => [aId, bId]));
  const completions = loaded.filter(({ id }) => inPool.has(id));
  const prompts = await loadPrompts(database, [...new Set(comparisons.map(({ promptId }) => promptId))]);
  return { prompts, completions, comparisons };
}

async function loadComparisons(
  { orm, tables: { comparison } }: Database,
  { importIds, pairIds }: BlockSource,
  promptIds: number[],
) {
  const { id, promptId, pairId, importId, completionAId: aId, completionBId: bId } = comparison;
  return orm
    .select({ id, promptId, pairId, importId, aId, bId })
    .from(comparison)
    .where(
      and(
        inArray(promptId, promptIds),
        or(isNull(comparison.importId), inArray(comparison.importId, importIds)),
        pairIds && inArray(comparison.pairId, [...pairIds]),
      ),
    )
    .orderBy(asc(promptId), asc(id));
}

async function loadCompletions(
  { orm, tables: { completion, model } }: Database,
  { importIds }: BlockSource,
  ids: number[],
): Promise<(Stretch["completions"][number] & { sample: number })[]> {
  const { id, promptId, sample, text, metadata } = completion;
  const all: (Stretch["completions"][number] & { sample: number })[] = [];
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const part = inArray(id, ids.slice(from, from + idsPerQuery));
    const rows = await orm
      .select({ id, promptId, sample, model: model.name, text, metadata })
      .from(completion)
      .innerJoin(model, eq(model.id, completion.modelId))
      .where(and(part, inArray(completion.importId, importIds)));
    for (const row of rows) all.push(row);
  }
  return all;
}

async function loadPrompts(
  { orm, tables: { prompt } }: Database,
  ids: number[],
): Promise<Stretch["prompts"]> {
  const rows = await orm.select().from(prompt).where(inArray(prompt.id, ids)).orderBy(asc(prompt.id));
  return rows.map((row) => {
    const { id, externalId, language } = row;
    return { id, externalId, language, text: givenText(row) };
  });
}

/** All that the models were given, as one text; the prompt itself is the last user turn where there are turns. */
function givenText(row: {
  text: string;
  system: string | null;
  turns: { content: string }[] | null;
}): string {
  const said = (row.turns ?? []).map(({ content }) => content);
  const all = said.includes(row.text) ? said : [...said, row.text];
  return [...(row.system ? [row.system] : []), ...all].join("\n");
}
