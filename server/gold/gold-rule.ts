import { eq } from "drizzle-orm";
import type { Connection, Tables } from "@/db/client";
import type { GoldRule } from "@/db/schema/campaign";
import { type GoldAnswer, readGoldAnswers } from "./gold-answers";

/**
 * Whether a person's gold answers fall short of the rule.
 *
 * @example fallsShort({ after: 5, accuracy: 0.7, action: "note" }, { right: 3, of: 5 }) // true
 */
export function fallsShort(rule: GoldRule, { right, of }: { right: number; of: number }): boolean {
  return of >= rule.after && right < rule.accuracy * of;
}

/** How a person stands with all of their gold answers, and with those since they were let go on by the rule. */
export function standingOf(
  answers: readonly GoldAnswer[],
  rule: GoldRule | null,
  goneOnAt: number | null,
): { answers: number; right: number; fallsShort: boolean } {
  const counted = answers.filter(({ at }) => at > (goneOnAt ?? 0));
  const rightOf = (some: readonly GoldAnswer[]) => some.filter(({ isRight }) => isRight).length;
  return {
    answers: answers.length,
    right: rightOf(answers),
    fallsShort: rule !== null && fallsShort(rule, { right: rightOf(counted), of: counted.length }),
  };
}

/** A person's gold answers that the rule counts: those since they were last let go on. */
export async function countForRule(
  connection: Connection,
  { id, campaignId, goneOnAt }: Pick<Tables["member"]["$inferSelect"], "id" | "campaignId" | "goneOnAt">,
): Promise<{ right: number; of: number }> {
  const also = eq(connection.tables.judgment.memberId, id);
  const all = await readGoldAnswers(connection, { campaignId, purpose: "gold", also });
  const answers = all.filter(({ at }) => at > (goneOnAt ?? 0));
  return { right: answers.filter(({ isRight }) => isRight).length, of: answers.length };
}
