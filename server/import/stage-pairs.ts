import type { Transaction } from "@/db/client";
import type { ImportedJudgeVote, ImportedOutcome, PairRow } from "@/server/readers/rows";
import { findOrAddPair } from "../comparison/model-pair";
import { stageComparisons } from "./stage-comparisons";
import { stageJudgeVotes } from "./stage-judge-votes";
import { stageJudgments } from "./stage-judgments";
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

/** A row whose two completions are stored, turned so that its model a is the campaign's model a of the pair. */
export interface OrientedRow {
  row: PairRow;
  pairId: number;
  promptKey: number;
  completionAId: number;
  completionBId: number;
  outcomes: { annotator: string; outcome: ImportedOutcome }[];
  judgeVotes: ImportedJudgeVote[];
}

/**
 * Stages rows of the pairs shape: their completions (another text of the same model is its next sample), comparisons
 * and imported judgments. A row that adds nothing counts as unchanged.
 */
export async function stagePairs(tx: Transaction, staging: Staging, rows: readonly PairRow[]): Promise<void> {
  const placed = await stagePrompts(tx, staging, rows, ({ metadata }) => metadata);
  await stageModels(
    tx,
    staging,
    placed.flatMap(({ row }) => [row.modelA, row.modelB]),
  );
  const idsOf = await storeCompletions(tx, staging, placed);
  const oriented: OrientedRow[] = [];
  for (const place of placed) oriented.push(await orient(tx, staging, place, idsOf));
  const comparisons = await stageComparisons(tx, staging, oriented);
  const withVotes = await stageJudgeVotes(tx, staging, comparisons);
  await stageJudgments(tx, staging, comparisons, withVotes);
}

type CompletionIds = (place: PlacedRow<PairRow>) => [a: number, b: number];

/** Gives every text of a batch its sample, stores the new ones, and tells the ids of a row's two completions. */
async function storeCompletions(
  tx: Transaction,
  staging: Staging,
  placed: readonly PlacedRow<PairRow>[],
): Promise<CompletionIds> {
  const modelId = (name: string) => staging.models.get(name) as number;
  const older = placed.filter(({ isNewPrompt }) => !isNewPrompt);
  const stored = await findCompletions(
    tx,
    older.map(({ promptKey }) => promptKey),
    older.flatMap(({ row }) => [modelId(row.modelA), modelId(row.modelB)]),
  );
  const added: NewCompletion[] = [];
  const sampleOf = new Map<string, Map<string, number>>();
  for (const { row, promptKey } of placed) {
    for (const [model, text] of sidesOf(row)) {
      const group = completionGroup(promptKey, modelId(model));
      let samples = sampleOf.get(group);
      if (!samples) {
        samples = new Map((stored.get(group) ?? []).map((known) => [known.text, known.sample]));
        sampleOf.set(group, samples);
      }
      if (samples.has(text)) continue;
      const sample = Math.max(-1, ...samples.values()) + 1;
      samples.set(text, sample);
      added.push({ promptKey, modelId: modelId(model), sample, text });
    }
  }
  const ids = await addCompletions(tx, staging, added);
  for (const [group, completions] of stored) {
    for (const { id, sample } of completions) ids.set(`${group}/${sample}`, id);
  }
  return ({ row, promptKey }) =>
    sidesOf(row).map(([model, text]) => {
      const group = completionGroup(promptKey, modelId(model));
      const sample = sampleOf.get(group)?.get(text) as number;
      return ids.get(completionKey({ promptKey, modelId: modelId(model), sample })) as number;
    }) as [number, number];
}

function sidesOf(row: PairRow): [model: string, text: string][] {
  return [
    [row.modelA, row.completionA],
    [row.modelB, row.completionB],
  ];
}

const turned: Readonly<Partial<Record<ImportedOutcome, ImportedOutcome>>> = {
  model_a: "model_b",
  model_b: "model_a",
};

async function orient(
  tx: Transaction,
  { campaign, models, pairs }: Staging,
  place: PlacedRow<PairRow>,
  idsOf: CompletionIds,
): Promise<OrientedRow> {
  const { row, promptKey } = place;
  const first = { id: models.get(row.modelA) as number, name: row.modelA };
  const second = { id: models.get(row.modelB) as number, name: row.modelB };
  const key = [first.id, second.id].toSorted((x, y) => x - y).join("/");
  const pair = pairs.get(key) ?? (await findOrAddPair(tx, campaign, first, second));
  pairs.set(key, pair);
  const [firstId, secondId] = idsOf(place);
  const isTurned = pair.modelAId === second.id;
  return {
    row,
    pairId: pair.pairId,
    promptKey,
    completionAId: isTurned ? secondId : firstId,
    completionBId: isTurned ? firstId : secondId,
    outcomes: row.judgments.map(({ annotator, outcome }) => {
      return { annotator, outcome: isTurned ? (turned[outcome] ?? outcome) : outcome };
    }),
    judgeVotes: (row.judgeVotes ?? []).map(({ judge, modelA, modelB, tie }) => {
      return isTurned ? { judge, modelA: modelB, modelB: modelA, tie } : { judge, modelA, modelB, tie };
    }),
  };
}
