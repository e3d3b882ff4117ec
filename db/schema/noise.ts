import type { Kit } from "../kit";

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
      counts: k.json<{ detector: string; findings: number; comparisons: number }[]>("counts").notNull(),
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
