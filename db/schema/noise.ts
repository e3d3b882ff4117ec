import type { Kit } from "../kit";

/** What one detector found, and where. */
export interface DetectorCounts {
  detector: string;
  /** Prompts, completions or comparisons, as the detector's kind says. */
  findings: number;
  /** Comparisons of the pool that they touch. */
  comparisons: number;
  /** Completions found by model, or comparisons touched by model, most first. */
  models: { model: string; findings: number; of: number }[];
  /** Findings by the prompts' language, most first; null: none is named. */
  languages: { language: string | null; findings: number; of: number }[];
}

/** Comparisons that just these detectors touch together. */
export interface Overlap {
  detectors: string[];
  comparisons: number;
}

/** What is wrong with texts rather than different between models, and the rules by which it leaves the pool. */
export function noiseTables(k: Kit) {
  /** One look of every detector at a campaign's texts. */
  const inspection = k.table(
    "inspection",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      /** SHA-256 of what was looked at: imports, pairs and the detectors' versions. */
      basis: k.text("basis").notNull(),
      /** Per detector, how many subjects it found and how many comparisons they touch. */
      counts: k.json<DetectorCounts[]>("counts").notNull(),
      /** Comparisons looked at: the pool before any exclusion. */
      poolSize: k.int("pool_size").notNull().default(0),
      /** By set of detectors, so that the effect of any choice of rules is a sum. */
      overlaps: k.json<Overlap[]>("overlaps").notNull().default([]),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.index("inspection_campaign").on(t.campaignId, t.createdAt)],
  );
  const finding = k.table(
    "finding",
    {
      inspectionId: k.text("inspection_id").notNull(),
      detector: k.text("detector").notNull(),
      /** A prompt, a completion or a comparison, as the detector's kind says. */
      subjectId: k.int("subject_id").notNull(),
      /** What was seen, in words for a lead. */
      detail: k.text("detail").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.inspectionId, t.detector, t.subjectId] })],
  );
  /** A lead's decision that what a detector finds is not judged; withdrawn, never deleted. */
  const exclusion = k.table(
    "exclusion",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      detector: k.text("detector").notNull(),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
      withdrawnBy: k.text("withdrawn_by"),
      withdrawnAt: k.time("withdrawn_at"),
    },
    (t) => [k.index("exclusion_campaign").on(t.campaignId)],
  );
  /** Comparisons of a launched campaign's pool that a later exclusion makes unjudgeable. */
  const excludedComparison = k.table(
    "excluded_comparison",
    {
      comparisonId: k.int("comparison_id").notNull(),
      exclusionId: k.text("exclusion_id").notNull(),
      campaignId: k.text("campaign_id").notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.comparisonId, t.exclusionId] }),
      k.index("excluded_comparison_exclusion").on(t.exclusionId),
    ],
  );
  return { inspection, finding, exclusion, excludedComparison };
}
