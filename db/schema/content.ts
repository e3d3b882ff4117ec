import type { Kit } from "../kit";
import type { campaignTables } from "./campaign";

/** How one judge, usually a model, decided between the completions of a comparison: shares that add up to 1. */
export interface JudgeVote {
  judge: string;
  modelA: number;
  modelB: number;
  tie: number;
}

export interface ImportProblem {
  line: number;
  field?: string;
  reason: string;
}

export interface ImportCounts {
  rows: number;
  bad: number;
  promptsAdded: number;
  modelsAdded: number;
  completionsAdded: number;
  judgmentsAdded: number;
  unchanged: number;
}

/**
 * What the models were given and what they wrote. Rows carry the import that brought them; nothing reads a row
 * whose import is not published.
 */
export function contentTables(k: Kit, { campaign }: Pick<ReturnType<typeof campaignTables>, "campaign">) {
  const dataImport = k.table(
    "import",
    {
      id: k.id(),
      campaignId: k
        .text("campaign_id")
        .notNull()
        .references(() => campaign.id),
      fileName: k.text("file_name").notNull(),
      sha256: k.text("sha256"),
      /** logprobs and embeddings were fetched from an endpoint for completions that are there. */
      shape: k.oneOf("shape", ["completions", "pairs", "logprobs", "embeddings"]),
      format: k.oneOf("format", ["jsonl", "csv"]),
      state: k.oneOf("state", ["staging", "published", "discarded"]).notNull(),
      counts: k.json<ImportCounts>("counts"),
      /** The first problems, when bad rows were skipped. */
      problems: k.json<ImportProblem[]>("problems"),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
      heartbeatAt: k.time("heartbeat_at").notNull(),
      publishedAt: k.time("published_at"),
    },
    (t) => [k.index("import_campaign").on(t.campaignId)],
  );
  const model = k.table(
    "model",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      importId: k.text("import_id").notNull(),
      name: k.text("name").notNull(),
    },
    (t) => [k.uniqueIndex("model_name").on(t.campaignId, t.name)],
  );
  /** Two models to be compared; which one is a and which b is drawn by seed. */
  const modelPair = k.table(
    "model_pair",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      modelAId: k.int("model_a_id").notNull(),
      modelBId: k.int("model_b_id").notNull(),
    },
    (t) => [k.uniqueIndex("model_pair_models").on(t.campaignId, t.modelAId, t.modelBId)],
  );
  const prompt = k.table(
    "prompt",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      importId: k.text("import_id").notNull(),
      externalId: k.text("external_id").notNull(),
      text: k.text("text").notNull(),
      system: k.text("system"),
      turns: k.json<{ role: string; content: string }[]>("turns"),
      language: k.text("language"),
      category: k.text("category"),
      metadata: k.json<Record<string, unknown>>("metadata"),
    },
    (t) => [
      k.uniqueIndex("prompt_external_id").on(t.campaignId, t.externalId),
      k.index("prompt_import").on(t.importId),
    ],
  );
  const completion = k.table(
    "completion",
    {
      id: k.key(),
      importId: k.text("import_id").notNull(),
      promptId: k.int("prompt_id").notNull(),
      modelId: k.int("model_id").notNull(),
      sample: k.int("sample").notNull(),
      text: k.text("text").notNull(),
      metadata: k.json<Record<string, unknown>>("metadata"),
    },
    (t) => [
      k.uniqueIndex("completion_sample").on(t.promptId, t.modelId, t.sample),
      k.index("completion_import").on(t.importId),
    ],
  );
  /** Token log-probabilities that one import brought for a completion, by the name of the model that scored it. */
  const tokenScores = k.table(
    "token_scores",
    {
      completionId: k.int("completion_id").notNull(),
      importId: k.text("import_id").notNull(),
      scorers: k
        .json<Record<string, { tokens: string[]; logprobs: number[]; top?: [string, number][][] }>>("scorers")
        .notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.completionId, t.importId] }),
      k.index("token_scores_import").on(t.importId),
    ],
  );
  /** A completion's vector, as 32-bit floats; all of a campaign have one length. */
  const embedding = k.table(
    "embedding",
    {
      completionId: k.int("completion_id").primaryKey(),
      importId: k.text("import_id").notNull(),
      vector: k.bytes("vector").notNull(),
    },
    (t) => [k.index("embedding_import").on(t.importId)],
  );
  /** Two completions of one prompt. Orientation follows the model pair's. */
  const comparison = k.table(
    "comparison",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      /** The import of a pairs file that brought it; null: built from completions by ranking. */
      importId: k.text("import_id"),
      pairId: k.int("pair_id").notNull(),
      promptId: k.int("prompt_id").notNull(),
      completionAId: k.int("completion_a_id").notNull(),
      completionBId: k.int("completion_b_id").notNull(),
    },
    (t) => [
      k.uniqueIndex("comparison_completions").on(t.completionAId, t.completionBId),
      k.index("comparison_campaign").on(t.campaignId, t.promptId),
      k.index("comparison_import").on(t.importId),
    ],
  );
  /** What judges said about a comparison before any person did; orientation follows the model pair's. */
  const judgeVotes = k.table(
    "judge_votes",
    {
      comparisonId: k.int("comparison_id").primaryKey(),
      importId: k.text("import_id").notNull(),
      votes: k.json<JudgeVote[]>("votes").notNull(),
    },
    (t) => [k.index("judge_votes_import").on(t.importId)],
  );
  return { dataImport, model, modelPair, prompt, completion, tokenScores, embedding, comparison, judgeVotes };
}
