import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CompletionRow, ScoredTokens } from "@/server/readers/rows";
import { dropDisputedTags, sharedTags } from "./prompt-tags";
import { stageEmbeddings } from "./stage-embeddings";
import { stageModels } from "./stage-models";
import { type PlacedRow, stagePrompts } from "./stage-prompts";
import type { Staging } from "./staging";
import {
  addCompletions,
  completionGroup,
  completionKey,
  findCompletions,
  type NewCompletion,
} from "./stored-completions";
import { valueOrigin } from "./value-origin";

interface Placed {
  row: CompletionRow;
  isNewPrompt: boolean;
  key: string;
  completion: NewCompletion;
}

/** Stages rows of the completions shape. Rows that are there already count as unchanged; other texts are conflicts. */
export async function stageCompletions(
  tx: Transaction,
  staging: Staging,
  rows: readonly CompletionRow[],
): Promise<void> {
  const tags = sharedTags(rows);
  const inPlace = await stagePrompts(tx, staging, rows, ({ promptId }) => tags.get(promptId));
  await dropDisputedTags(tx, staging, inPlace);
  await stageModels(
    tx,
    staging,
    inPlace.map(({ row }) => row.model),
  );
  const placed = inPlace.map((place) => placeCompletion(place, staging.models));
  const { added, known } = await separate(tx, staging, placed);
  const ids = await addCompletions(
    tx,
    staging,
    [...added.values()].map(({ completion }) => completion),
  );
  for (const [key, place] of added) known.push({ row: place.row, id: ids.get(key) as number, isNew: true });
  const withVector = await stageEmbeddings(tx, staging, known);
  await stageScores(tx, staging, known, withVector);
}

function placeCompletion(
  { row, promptKey, isNewPrompt }: PlacedRow<CompletionRow>,
  models: ReadonlyMap<string, number>,
): Placed {
  const { sample, metadata } = row;
  const modelId = models.get(row.model) as number;
  const completion = { promptKey, modelId, sample, text: row.completion, metadata };
  return { row, isNewPrompt, key: completionKey(completion), completion };
}

/** A row whose completion is stored, by this import or by an earlier one. */
export interface KnownCompletion {
  row: CompletionRow;
  id: number;
  isNew: boolean;
}

/** Rows to be added, one per key, apart from those whose text is stored already; conflicts are reported and dropped. */
async function separate(
  tx: Transaction,
  staging: Staging,
  placed: readonly Placed[],
): Promise<{ added: Map<string, Placed>; known: KnownCompletion[] }> {
  const older = placed.filter(({ isNewPrompt }) => !isNewPrompt);
  const stored = await findCompletions(
    tx,
    older.map(({ completion }) => completion.promptKey),
    older.map(({ completion }) => completion.modelId),
  );
  const added = new Map<string, Placed>();
  const known: KnownCompletion[] = [];
  for (const place of placed) {
    const { row, key, completion } = place;
    const group = stored.get(completionGroup(completion.promptKey, completion.modelId));
    const earlier = group?.find(({ sample }) => sample === completion.sample);
    const text = earlier?.text ?? added.get(key)?.completion.text;
    if (text !== undefined && text !== completion.text) {
      const origin = await valueOrigin(tx, staging, earlier?.importId ?? staging.importId);
      const reason = `model ${JSON.stringify(row.model)} has another completion of prompt ${JSON.stringify(row.promptId)} as sample ${row.sample} already, from ${origin}`;
      staging.problems.add({ line: row.line, field: "completion", reason });
    } else if (earlier) known.push({ row, id: earlier.id, isNew: false });
    else if (text === undefined) added.set(key, place);
    else staging.counts.unchanged++;
  }
  return { added, known };
}

/** Stores log-probabilities of new completions, and of known ones that had none; others are compared. */
async function stageScores(
  tx: Transaction,
  staging: Staging,
  known: readonly KnownCompletion[],
  withVector: ReadonlySet<number>,
): Promise<void> {
  const { tokenScores } = tx.tables;
  const compared = known.filter(({ isNew, row }) => !isNew && row.logprobs !== undefined).map(({ id }) => id);
  const stored = compared.length
    ? await tx.orm.select().from(tokenScores).where(inArray(tokenScores.completionId, compared))
    : [];
  const storedById = new Map<number, typeof stored>();
  for (const scores of stored) {
    storedById.set(scores.completionId, [...(storedById.get(scores.completionId) ?? []), scores]);
  }
  const added: typeof stored = [];
  for (const { row, id, isNew } of known) {
    const earlier = storedById.get(id) ?? [];
    const clash = row.logprobs && earlier.find((scores) => differs(scores, row, staging.importId));
    const fresh = Object.entries(row.logprobs ?? {}).filter(
      ([name]) => !earlier.some((one) => name in one.scorers),
    );
    if (clash) {
      const origin = await valueOrigin(tx, staging, clash.importId);
      const reason = `this completion has other log-probabilities already, from ${origin}: give all scorers in one row`;
      staging.problems.add({ line: row.line, field: "logprobs", reason });
    } else if (fresh.length > 0) {
      const scores = { completionId: id, importId: staging.importId, scorers: Object.fromEntries(fresh) };
      added.push(scores);
      storedById.set(id, [...earlier, scores]);
    } else if (!isNew && !withVector.has(id)) staging.counts.unchanged++;
  }
  if (added.length > 0) await tx.orm.insert(tokenScores).values(added);
}

/** Whether stored log-probabilities say something else of a scorer, or are of this file and a row of them is full. */
function differs(
  stored: { importId: string; scorers: Record<string, ScoredTokens> },
  { logprobs = {} }: CompletionRow,
  importId: string,
): boolean {
  if (stored.importId === importId) return JSON.stringify(stored.scorers) !== JSON.stringify(logprobs);
  return Object.entries(logprobs).some(([name, scored]) => {
    const earlier = stored.scorers[name];
    return earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(scored);
  });
}
