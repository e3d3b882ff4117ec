import { existsSync } from "node:fs";
import { join } from "node:path";
import { TiebreakError } from "../errors";
import type { OnStep } from "../jobs/finish-job";
import { replayCampaigns } from "./replay-campaigns";
import type { CampaignReplay } from "./schemas";

/** The public sets of docs/evidence.md; the pairs of the last are too small to be pools. */
export const evidenceSets = [
  { dataset: "tulu_human", name: "open-instruct", plays: { pooled: 1000, pair: 1000 } },
  { dataset: "pandalm", name: "PandaLM", plays: { pooled: 1000, pair: 400 } },
  { dataset: "sxs_mqm23_ende", name: "WMT 2023", plays: { pooled: 1000, pair: 200 } },
  { dataset: "llmfao", name: "llmfao", plays: { pooled: 1000, pair: 0 } },
] as const;

/** The default metric, and the one that saves most ties on two of the sets, played a fifth as often. */
const evidenceMetrics = [
  { metric: "chrf", share: 1 },
  { metric: "length-gap", share: 0.2 },
] as const;

/**
 * Plays the campaigns that docs/evidence.md tells of, from a folder with the public sets.
 *
 * @param only names of sets to play; all if empty.
 */
export async function playEvidence(
  folder: string,
  only: readonly string[],
  onStep: OnStep,
): Promise<CampaignReplay[]> {
  const results: CampaignReplay[] = [];
  for (const { dataset, plays } of evidenceSets) {
    if (only.length > 0 && !only.includes(dataset)) continue;
    const path = join(folder, `${dataset}.jsonl`);
    if (!existsSync(path)) throw new TiebreakError("invalid_input", `There is no file ${path}.`);
    for (const scope of ["pooled", "pair"] as const) {
      for (const { metric, share } of evidenceMetrics) {
        const campaigns = share * plays[scope];
        if (campaigns === 0) continue;
        const options = { judged: [0.1, 0.2, 0.5], controlShare: 0.15, seed: "1" };
        const played = await replayCampaigns(
          path,
          { ...options, metrics: [metric], scope, campaigns },
          onStep,
        );
        results.push(...played.results);
      }
    }
  }
  return results;
}
