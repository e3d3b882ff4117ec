import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { rootsOf } from "../judgment/root-of";
import { isAccepted } from "./accepted-outcomes";

export interface GoldAnswer {
  judgmentId: number;
  goldId: number;
  memberId: string;
  isRight: boolean;
  /** When it was first given, whatever it was revised to since. */
  at: number;
}

/** Standing answers to gold, or to practice, the first of them first. What leads tried in preview is none. */
export async function readGoldAnswers(
  connection: Connection,
  of: { campaignId: string; purpose: "gold" | "practice"; also?: SQL | undefined },
): Promise<GoldAnswer[]> {
  const { orm, tables } = connection;
  const { judgment, withdrawal, goldComparison } = tables;
  const rows = await orm
    .select({
      judgmentId: judgment.id,
      goldId: goldComparison.id,
      memberId: judgment.memberId,
      outcome: judgment.outcome,
      accepted: goldComparison.accepted,
      at: judgment.createdAt,
      id: judgment.id,
      revises: judgment.revises,
    })
    .from(judgment)
    .innerJoin(goldComparison, eq(goldComparison.id, judgment.goldId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(judgment.campaignId, of.campaignId),
        eq(judgment.purpose, of.purpose),
        isNull(withdrawal.judgmentId),
        of.also,
      ),
    )
    .orderBy(asc(judgment.id));
  const roots = await rootsOf(connection, rows);
  return rows.flatMap(({ id, judgmentId, goldId, memberId, outcome, accepted, at }) =>
    memberId === null
      ? []
      : [
          {
            judgmentId,
            goldId,
            memberId,
            at: roots.get(id)?.at ?? at,
            isRight: isAccepted(outcome, accepted),
          },
        ],
  );
}
