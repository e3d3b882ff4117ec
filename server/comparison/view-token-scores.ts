import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { firstDivergence } from "@/server/core/disagreement/first-divergence";
import { perplexity } from "@/server/core/disagreement/perplexity";
import { listPublishedImports } from "../ranking/list-published-imports";
import { loadTokenScores } from "../ranking/load-token-scores";
import type { ComparisonTexts } from "./comparison-texts";
import { finite } from "./list-metric-places";
import type { ComparisonExplanation, PerplexityView } from "./schemas";

/** How likely each model found each completion, and where the models' own runs part; empty without log-probabilities. */
export async function viewTokenScores(
  database: Database,
  campaignId: string,
  texts: ComparisonTexts,
): Promise<Pick<ComparisonExplanation, "perplexities" | "divergence">> {
  const { completionAId, completionBId, modelAId, modelBId } = texts;
  const importIds = await listPublishedImports(database, campaignId);
  const ids = [completionAId, completionBId];
  const scores = await loadTokenScores(database, { campaignId, importIds }, ids, "token-scores");
  if (scores.size === 0) return { perplexities: [], divergence: null };
  const names = await modelNames(database, campaignId);
  const perplexities = (["a", "b"] as const).flatMap((completion, i): PerplexityView[] =>
    [...(scores.get(ids[i] as number)?.tokenScores ?? [])].map(([modelId, scored]) => ({
      completion,
      scorer: names.get(modelId) ?? "",
      perplexity: finite(perplexity(scored)),
      tokens: scored.tokenIds.length,
    })),
  );
  const ownA = scores.get(completionAId)?.tokenScores?.get(modelAId);
  const ownB = scores.get(completionBId)?.tokenScores?.get(modelBId);
  const divergence =
    ownA && ownB
      ? {
          position: firstDivergence(ownA, ownB) ?? null,
          tokensA: ownA.tokenIds.length,
          tokensB: ownB.tokenIds.length,
        }
      : null;
  return { perplexities, divergence };
}

async function modelNames({ orm, tables: { model } }: Database, campaignId: string) {
  const rows = await orm.select().from(model).where(eq(model.campaignId, campaignId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
