import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";
import { keptPromptOf } from "@/server/core/noise/near-duplicate-prompt";
import { findDetector } from "@/server/core/noise/registry";
import type { VerbContext } from "../verb-context";
import { findNewestInspection } from "./find-inspection";
import type { ExamplesView, ExampleView, ListExamplesInput } from "./schemas";

const perPage = 10;

/** A page of what a detector found in the newest inspection, with the texts that it found it in. */
export async function listExamples(
  { database }: VerbContext,
  { campaignId, detector, after }: ListExamplesInput,
): Promise<ExamplesView> {
  const newest = await findNewestInspection(database, campaignId);
  if (!newest) return { examples: [], next: null };
  const { finding } = database.tables;
  const rows = await database.orm
    .select({ subjectId: finding.subjectId, detail: finding.detail })
    .from(finding)
    .where(
      and(eq(finding.inspectionId, newest.id), eq(finding.detector, detector), gt(finding.subjectId, after)),
    )
    .orderBy(asc(finding.subjectId))
    .limit(perPage + 1);
  const page = rows.slice(0, perPage);
  const load = loaders[findDetector(detector)?.looksAt ?? "completion"];
  const texts = await load(database, campaignId, page);
  const examples = page.flatMap((row): ExampleView[] => {
    const text = texts.get(row.subjectId);
    return text ? [{ ...row, ...text }] : [];
  });
  return { examples, next: rows.length > perPage ? (page.at(-1)?.subjectId ?? null) : null };
}

type Row = Pick<ExampleView, "subjectId" | "detail">;
type Texts = Omit<ExampleView, keyof Row>;

const loaders = { completion: loadCompletions, comparison: loadComparisons, prompt: loadPrompts };

async function loadCompletions({ orm, tables }: Connection, campaignId: string, rows: Row[]) {
  const { completion, prompt, model } = tables;
  const found = await orm
    .select({ id: completion.id, ...promptColumns(tables), model: model.name, text: completion.text })
    .from(completion)
    .innerJoin(prompt, eq(prompt.id, completion.promptId))
    .innerJoin(model, eq(model.id, completion.modelId))
    .where(and(inArray(completion.id, idsOf(rows)), eq(prompt.campaignId, campaignId)));
  return new Map(
    found.map(({ id, model, text, ...own }): [number, Texts] => [
      id,
      { ...own, texts: [{ title: model, text }] },
    ]),
  );
}

async function loadComparisons({ orm, tables }: Connection, campaignId: string, rows: Row[]) {
  const { comparison, completion, prompt, model } = tables;
  const [a, b] = [alias(completion, "a"), alias(completion, "b")];
  const [modelA, modelB] = [alias(model, "model_a"), alias(model, "model_b")];
  const found = await orm
    .select({
      id: comparison.id,
      ...promptColumns(tables),
      modelA: modelA.name,
      modelB: modelB.name,
      textA: a.text,
      textB: b.text,
    })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .innerJoin(a, eq(a.id, comparison.completionAId))
    .innerJoin(b, eq(b.id, comparison.completionBId))
    .innerJoin(modelA, eq(modelA.id, a.modelId))
    .innerJoin(modelB, eq(modelB.id, b.modelId))
    .where(and(inArray(comparison.id, idsOf(rows)), eq(comparison.campaignId, campaignId)));
  return new Map(
    found.map(({ id, modelA, modelB, textA, textB, ...own }): [number, Texts] => {
      const texts = [
        { title: modelA, text: textA },
        { title: modelB, text: textB },
      ];
      return [id, { ...own, texts }];
    }),
  );
}

/** Prompts, each with the one that stays in its place. */
async function loadPrompts({ orm, tables }: Connection, campaignId: string, rows: Row[]) {
  const { prompt } = tables;
  const kept = rows.flatMap(({ detail }) => keptPromptOf(detail) ?? []);
  const stays = await orm
    .select({ externalId: prompt.externalId, text: prompt.text })
    .from(prompt)
    .where(and(eq(prompt.campaignId, campaignId), inArray(prompt.externalId, kept)));
  const textOf = new Map(stays.map(({ externalId, text }) => [externalId, text]));
  const detailOf = new Map(rows.map(({ subjectId, detail }) => [subjectId, detail]));
  const found = await orm
    .select({ id: prompt.id, ...promptColumns(tables) })
    .from(prompt)
    .where(and(eq(prompt.campaignId, campaignId), inArray(prompt.id, idsOf(rows))));
  return new Map(
    found.map(({ id, ...own }): [number, Texts] => {
      const title = keptPromptOf(detailOf.get(id) ?? "");
      const text = title === undefined ? undefined : textOf.get(title);
      return [id, { ...own, texts: text === undefined ? [] : [{ title: `${title}, which stays`, text }] }];
    }),
  );
}

function idsOf(rows: Row[]): number[] {
  return rows.map(({ subjectId }) => subjectId);
}

function promptColumns({ prompt }: Connection["tables"]) {
  return { promptExternalId: prompt.externalId, prompt: prompt.text, language: prompt.language };
}
