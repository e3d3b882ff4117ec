import { and, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { VerbContext } from "../../verb-context";
import type { PartKind, ReportParts, StoredPart } from "./view";

/** Keeps a part of a report, unless it is kept already. */
export async function storePart(
  { database, clock }: VerbContext,
  reportId: string,
  { kind, hash, content }: StoredPart,
): Promise<void> {
  await database.transaction(async ({ orm, tables: { reportPart } }) => {
    await orm
      .insert(reportPart)
      .values({ reportId, kind, hash, content, createdAt: clock() })
      .onConflictDoNothing();
  });
}

const order: readonly PartKind[] = ["worth", "bootstrap", "elo", "profile", "style"];

/** The parts that a report has so far. */
export async function listParts(
  { orm, tables: { reportPart } }: Connection,
  reportId: string,
): Promise<StoredPart[]> {
  const { kind, hash, content } = reportPart;
  const rows = await orm
    .select({ kind, hash, content })
    .from(reportPart)
    .where(eq(reportPart.reportId, reportId));
  const parts = rows as StoredPart[];
  return parts.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** The same by kind. */
export function partsByKind(parts: readonly StoredPart[]): ReportParts {
  return Object.fromEntries(parts.map(({ kind, content }) => [kind, content]));
}

/** Whether a report has all its parts, and what it was computed from. */
export async function isComplete(
  connection: Connection,
  reportId: string,
  kinds: readonly PartKind[],
): Promise<boolean> {
  const { orm, tables } = connection;
  const { report } = tables;
  const parts = await listParts(connection, reportId);
  const kept = new Set(parts.map(({ kind }) => kind));
  if (!kinds.every((kind) => kept.has(kind))) return false;
  const rows = await orm
    .select({ ledgerHash: report.ledgerHash, input: report.input })
    .from(report)
    .where(and(eq(report.id, reportId)));
  return Boolean(rows[0]?.input);
}
