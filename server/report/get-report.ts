import { gunzipSync } from "node:zlib";
import { and, count, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { bibtex } from "@/server/writers/bibtex";
import { findNewestJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { listParts, partsByKind } from "./parts/store-parts";
import { listReferences } from "./references/list-references";
import type { ReportContent, ReportPlots, ReportView } from "./schemas";

/** What a report's row holds as its content. The hash is of `content` alone: pictures follow from it. */
export interface StoredReport {
  content: ReportContent;
  plots: ReportPlots;
}

/** The campaign's newest report, and how many judgments were made since. */
export async function getReport({ database }: VerbContext, campaignId: string): Promise<ReportView> {
  const row = await findNewestReport(database, campaignId);
  const job = await findNewestJob(database, campaignId, "report");
  if (!row)
    return {
      report: null,
      plots: null,
      parts: {},
      bibtex: null,
      reportId: null,
      hash: null,
      createdAt: null,
      newJudgments: 0,
      job,
    };
  const { id, hash, createdAt, stored } = row;
  const parts = partsByKind(await listParts(database, id));
  return {
    report: stored.content,
    plots: stored.plots,
    parts,
    bibtex: bibtex(listReferences(stored.content, parts)),
    reportId: id,
    hash,
    createdAt,
    newJudgments: await countNewJudgments(database, campaignId, stored.content),
    job,
  };
}

/** The campaign's newest report as stored. */
export async function findNewestReport(connection: Connection, campaignId: string) {
  const { orm, tables } = connection;
  const { report } = tables;
  const { id, hash, content, createdAt } = report;
  const rows = await orm
    .select({ id, hash, content, createdAt })
    .from(report)
    .where(eq(report.campaignId, campaignId))
    .orderBy(desc(report.createdAt), desc(report.id))
    .limit(1);
  const row = rows[0];
  return row && { ...row, stored: row.content as StoredReport };
}

async function countNewJudgments(
  { orm, tables: { judgment, withdrawal } }: Connection,
  campaignId: string,
  { ledger, people }: ReportContent,
): Promise<number> {
  const rows = await orm
    .select({ n: count() })
    .from(judgment)
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(judgment.campaignId, campaignId),
        // Everything up to there was read, so that only what is new need be looked at.
        gt(judgment.id, ledger.lastJudgmentId),
        or(
          eq(judgment.purpose, "main"),
          and(eq(judgment.purpose, "extra"), gt(judgment.id, people?.extra?.lastJudgmentId ?? 0)),
        ),
        eq(judgment.source, "live"),
        isNull(withdrawal.judgmentId),
      ),
    );
  return rows[0]?.n ?? 0;
}

/** What a report was computed from, as JSON; undefined for a report of before inputs were kept, or while it is stored. */
export async function findReportInput(
  { orm, tables: { report } }: Connection,
  reportId: string,
): Promise<string | undefined> {
  const rows = await orm.select({ input: report.input }).from(report).where(eq(report.id, reportId));
  const compressed = rows[0]?.input;
  return compressed ? gunzipSync(compressed).toString("utf8") : undefined;
}
