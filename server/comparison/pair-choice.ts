import { and, eq, inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { PairChoice } from "@/db/schema/campaign";
import { TiebreakError } from "../errors";

/** Whether two models, by name and in any order, are to be compared. */
export function isChosenPair(choice: PairChoice, one: string, other: string): boolean {
  if (choice.kind === "all") return true;
  if (choice.kind === "baseline") return one === choice.model || other === choice.model;
  return choice.pairs.some(([a, b]) => (a === one && b === other) || (a === other && b === one));
}

/** The names that a choice of pairs speaks of. */
function namesIn(choice: PairChoice): string[] {
  if (choice.kind === "all") return [];
  return choice.kind === "baseline" ? [choice.model] : [...new Set(choice.pairs.flat())];
}

/**
 * Refuses a choice that names a model the campaign does not have, or a model against itself. Before the first import,
 * which brings the models, any name will do.
 */
export async function checkPairChoice(
  { orm, tables: { model } }: Connection,
  campaignId: string,
  choice: PairChoice,
): Promise<void> {
  if (choice.kind === "all") return;
  if (choice.kind === "chosen") {
    const own = choice.pairs.find(([one, other]) => one === other);
    if (own) throw new TiebreakError("invalid_input", `"${own[0]}" cannot be compared with itself.`);
  }
  const rows = await orm.select({ name: model.name }).from(model).where(eq(model.campaignId, campaignId));
  if (rows.length === 0) return;
  const known = new Set(rows.map(({ name }) => name));
  const unknown = namesIn(choice).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const named = unknown.map((name) => `"${name}"`).join(", ");
  throw new TiebreakError(
    "invalid_input",
    `There is no model ${named} in this campaign. Its models are: ${[...known].sort().join(", ")}.`,
  );
}

/** Ids of the campaign's model pairs that are to be compared; undefined where all are. */
export async function findChosenPairs(
  { orm, tables: { model, modelPair } }: Connection,
  campaignId: string,
  choice: PairChoice,
): Promise<ReadonlySet<number> | undefined> {
  if (choice.kind === "all") return undefined;
  const models = await orm
    .select({ id: model.id, name: model.name })
    .from(model)
    .where(and(eq(model.campaignId, campaignId), inArray(model.name, namesIn(choice))));
  const names = new Map(models.map(({ id, name }) => [id, name]));
  const pairs = await orm.select().from(modelPair).where(eq(modelPair.campaignId, campaignId));
  const isChosen = ({ modelAId, modelBId }: (typeof pairs)[number]) =>
    isChosenPair(choice, names.get(modelAId) ?? "", names.get(modelBId) ?? "");
  return new Set(pairs.filter(isChosen).map(({ id }) => id));
}
