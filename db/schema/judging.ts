import { sql } from "drizzle-orm";
import type { Kit } from "../kit";

export const outcomes = ["model_a", "model_b", "tie", "both_good", "both_bad"] as const;
export const purposes = ["main", "gold", "practice", "repeat", "preview", "extra"] as const;
/** What a task is for; an extra judgment is asked for by a main task. On the wire all of them look alike. */
export const taskPurposes = ["main", "gold", "practice", "repeat", "preview"] as const;
/** Kreutzer et al. 2022: correct, boilerplate, short, wrong, wrong language, no language. */
export const promptCodes = ["CC", "CB", "CS", "X", "WL", "NL"] as const;

/** Part of a completion that speaks for or against it: UTF-16 offsets into the text as its reader was sent it. */
export interface EvidenceSpan {
  side: "model_a" | "model_b";
  start: number;
  end: number;
  speaks: "for" | "against";
}
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
  /** One comparison leased to one annotator; at most one main task per person and comparison. */
  const task = k.table(
    "task",
    {
      id: k.id(),
      campaignId: k.text("campaign_id").notNull(),
      purpose: k.oneOf("purpose", taskPurposes).notNull().default("main"),
      /** Of a main task alone: what is counted by comparison or prompt counts those. */
      comparisonId: k.int("comparison_id"),
      promptId: k.int("prompt_id"),
      /** What a gold or practice task shows. */
      goldId: k.int("gold_id"),
      /** What a repeat or preview shows; a repeat also says which judgment it repeats. */
      shownComparisonId: k.int("shown_comparison_id"),
      repeatOf: k.int("repeat_of"),
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
      /** Null for gold and practice, which are no comparisons of the pool. */
      comparisonId: k.int("comparison_id"),
      goldId: k.int("gold_id"),
      outcome: k.oneOf("outcome", outcomes).notNull(),
      /** 1 slight, 2 clear, 3 strong; null: not asked, not answered, or neither side was chosen. */
      strength: k.int("strength"),
      /** By the criterion's id. */
      criteria: k.json<Record<string, "model_a" | "model_b" | "tie">>("criteria"),
      reasons: k.json<string[]>("reasons"),
      comment: k.text("comment"),
      spans: k.json<EvidenceSpan[]>("spans"),
      /** The guidelines in force when it was made. */
      guidelinesVersion: k.int("guidelines_version"),
      /** The judgment of the same person that this one repeats with sides swapped. */
      repeatOf: k.int("repeat_of"),
      /** The withdrawn judgment that this one revises. */
      revises: k.int("revises"),
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
      k.index("judgment_gold").on(t.campaignId, t.goldId).where(sql`gold_id is not null`),
    ],
  );
  /** A comparison of which the lead knows the answer, with texts of its own: it is in no pool and no estimate. */
  const goldComparison = k.table(
    "gold_comparison",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      use: k.oneOf("use", ["gold", "practice"]).notNull(),
      prompt: k.text("prompt").notNull(),
      system: k.text("system"),
      turns: k.json<{ role: string; content: string }[]>("turns"),
      language: k.text("language"),
      completionA: k.text("completion_a").notNull(),
      completionB: k.text("completion_b").notNull(),
      /** Every outcome that counts as right. */
      accepted: k.json<(typeof outcomes)[number][]>("accepted").notNull(),
      /** Shown after a practice answer, and after gold where it is loud. */
      explanation: k.text("explanation"),
      /** Practice is met in this order. */
      position: k.int("position").notNull(),
      createdAt: k.time("created_at").notNull(),
      retiredAt: k.time("retired_at"),
    },
    (t) => [k.index("gold_comparison_campaign").on(t.campaignId, t.use, t.position)],
  );
  const withdrawal = k.table("withdrawal", {
    judgmentId: k.int("judgment_id").primaryKey(),
    actor: k.text("actor").notNull(),
    reason: k.oneOf("reason", ["undo", "revised", "member_removed"]).notNull(),
    at: k.time("at").notNull(),
  });
  const skip = k.table(
    "skip",
    {
      id: k.key(),
      campaignId: k.text("campaign_id").notNull(),
      /** Null where gold or practice was skipped. */
      comparisonId: k.int("comparison_id"),
      memberId: k.text("member_id").notNull(),
      taskId: k.text("task_id").notNull(),
      /** main: of an open comparison, towards giving it up. All others change nothing of the comparison. */
      purpose: k.oneOf("purpose", purposes).notNull().default("main"),
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
      comparisonId: k.int("comparison_id"),
      /** Set instead where gold or practice was flagged. */
      goldId: k.int("gold_id"),
      memberId: k.text("member_id").notNull(),
      taskId: k.text("task_id").notNull(),
      reason: k.text("reason").notNull(),
      /** What is wrong with the prompt's text. */
      promptCode: k.oneOf("prompt_code", promptCodes),
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
  return { comparisonStatus, task, judgment, goldComparison, withdrawal, skip, flag, report, reportPart };
}
