import { sql } from "drizzle-orm";
import type { Kit } from "../kit";

export const outcomes = ["model_a", "model_b", "tie", "both_good", "both_bad"] as const;
export const purposes = ["main", "gold", "practice", "repeat", "preview", "extra"] as const;
export const sides = ["a_left", "b_left"] as const;

/** Logistics (what is open, who holds what) and truth (judgments, withdrawals, skips, flags, reports). */
export function judgingTables(k: Kit) {
  /** A drawn comparison's way from open to closed or unjudgeable. */
  const comparisonStatus = k.table(
    "comparison_status",
    {
      comparisonId: k.int("comparison_id").primaryKey(),
      campaignId: k.text("campaign_id").notNull(),
      stratumId: k.int("stratum_id").notNull(),
      routingGroup: k.text("routing_group").notNull(),
      promptId: k.int("prompt_id").notNull(),
      drawNumber: k.int("draw_number").notNull(),
      /** Order of opening over the whole campaign: the lowest is offered first. */
      openingNumber: k.int("opening_number").notNull(),
      state: k.oneOf("state", ["open", "closed", "unjudgeable"]).notNull(),
      judgmentCount: k.int("judgment_count").notNull().default(0),
      skipCount: k.int("skip_count").notNull().default(0),
      /** Until then all judgments are given or in hand, so that a claim need not look; 0: look. */
      fullUntil: k.time("full_until").notNull().default(0),
      /** With which its pair was chosen to be judged next; null where pairs take turns. */
      openingProbability: k.real("opening_probability"),
      /** Judgments beyond r that are asked for, and those that are there. */
      extraWanted: k.int("extra_wanted").notNull().default(0),
      extraCount: k.int("extra_count").notNull().default(0),
      openedAt: k.time("opened_at").notNull(),
      settledAt: k.time("settled_at"),
    },
    (t) => [
      // state is in it although it is always 'open': one equality more than the index on the opening number alone has,
      // so that SQLite's planner takes this one and not the one that walks over everything settled.
      k
        .index("comparison_status_open")
        .on(t.campaignId, t.state, t.openingNumber, t.routingGroup, t.fullUntil)
        .where(sql`state = 'open'`),
      k
        .index("comparison_status_extra")
        .on(t.campaignId, t.openingNumber)
        .where(sql`extra_wanted > extra_count`),
      k.uniqueIndex("comparison_status_draw").on(t.stratumId, t.drawNumber),
      k.uniqueIndex("comparison_status_opening").on(t.campaignId, t.openingNumber),
    ],
  );
  /** One comparison leased to one annotator; at most one task per person and comparison. */
  const task = k.table(
    "task",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      comparisonId: k.int("comparison_id").notNull(),
      promptId: k.int("prompt_id").notNull(),
      memberId: k.text("member_id").notNull(),
      presentedSide: k.oneOf("presented_side", sides).notNull(),
      /** released: the lease was given back or taken away and the person may meet it again. */
      state: k.oneOf("state", ["leased", "judged", "skipped", "released"]).notNull(),
      leasedAt: k.time("leased_at").notNull(),
      leaseExpiresAt: k.time("lease_expires_at").notNull(),
    },
    (t) => [
      k.uniqueIndex("task_member_comparison").on(t.memberId, t.comparisonId),
      k.index("task_comparison").on(t.comparisonId),
      k.index("task_member_prompt").on(t.memberId, t.promptId),
      k.index("task_leased").on(t.memberId).where(sql`state = 'leased'`),
    ],
  );
  const judgment = k.table(
    "judgment",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      comparisonId: k.int("comparison_id").notNull(),
      outcome: k.oneOf("outcome", outcomes).notNull(),
      source: k.oneOf("source", ["live", "imported"]).notNull(),
      purpose: k.oneOf("purpose", purposes).notNull(),
      memberId: k.text("member_id"),
      taskId: k.text("task_id"),
      presentedSide: k.oneOf("presented_side", sides),
      durationMs: k.int("duration_ms"),
      /** Made by the annotator's client, so that a repeated submit is the same judgment. */
      clientKey: k.text("client_key"),
      bodyHash: k.text("body_hash"),
      importId: k.text("import_id"),
      importedAnnotator: k.text("imported_annotator"),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [
      k.uniqueIndex("judgment_client_key").on(t.memberId, t.clientKey),
      k.index("judgment_comparison").on(t.comparisonId),
      k.index("judgment_campaign").on(t.campaignId, t.id),
      k.index("judgment_import").on(t.importId),
      k.index("judgment_member").on(t.memberId, t.id),
    ],
  );
  const withdrawal = k.table("withdrawal", {
    judgmentId: k.int("judgment_id").primaryKey(),
    actor: k.text("actor").notNull(),
    reason: k.oneOf("reason", ["undo", "member_removed"]).notNull(),
    at: k.time("at").notNull(),
  });
  const skip = k.table(
    "skip",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      comparisonId: k.int("comparison_id").notNull(),
      memberId: k.text("member_id").notNull(),
      taskId: k.text("task_id").notNull(),
      /** main: of an open comparison, towards giving it up. extra: of one that has its judgments, which it stays. */
      purpose: k.oneOf("purpose", ["main", "extra"]).notNull().default("main"),
      at: k.time("at").notNull(),
      withdrawnAt: k.time("withdrawn_at"),
    },
    (t) => [k.index("skip_campaign").on(t.campaignId), k.index("skip_task").on(t.taskId)],
  );
  const flag = k.table(
    "flag",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      comparisonId: k.int("comparison_id").notNull(),
      memberId: k.text("member_id").notNull(),
      taskId: k.text("task_id").notNull(),
      reason: k.text("reason").notNull(),
      note: k.text("note"),
      state: k.oneOf("state", ["raised", "withdrawn", "dismissed", "unjudgeable"]).notNull(),
      at: k.time("at").notNull(),
      resolvedBy: k.text("resolved_by"),
      resolvedAt: k.time("resolved_at"),
    },
    (t) => [k.index("flag_campaign").on(t.campaignId, t.state), k.index("flag_task").on(t.taskId)],
  );
  const report = k.table(
    "report",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      rankingId: k.text("ranking_id").notNull(),
      /** SHA-256 over the judgments, withdrawals and rulings that it was computed from. */
      ledgerHash: k.text("ledger_hash").notNull(),
      /** SHA-256 of the content. */
      hash: k.text("hash").notNull(),
      content: k.json<unknown>("content").notNull(),
      /** What it was computed from, as compressed JSON, so that its file can be computed again; null until it is stored. */
      input: k.bytes("input"),
      createdBy: k.text("created_by"),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.index("report_campaign").on(t.campaignId, t.createdAt)],
  );
  /** What takes longer than the report itself and is made after it, such as bootstraps. */
  const reportPart = k.table(
    "report_part",
    {
      reportId: k
        .text("report_id")
        .notNull()
        .references(() => report.id),
      kind: k.text("kind").notNull(),
      /** SHA-256 of the content. */
      hash: k.text("hash").notNull(),
      content: k.json<unknown>("content").notNull(),
      createdAt: k.time("created_at").notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.reportId, t.kind] })],
  );
  return { comparisonStatus, task, judgment, withdrawal, skip, flag, report, reportPart };
}
