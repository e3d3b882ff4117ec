import { count, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { listLaunchExclusions } from "./list-launch-exclusions";
import { listActiveExclusions } from "./touched-comparisons";

/** A rule by which comparisons of a launched campaign are left out. */
export interface RuleView {
  detector: string;
  /** before-launch: it defined the pool. after-launch: what it touches is closed as unjudgeable. */
  when: "before-launch" | "after-launch";
  /** Comparisons that it touches; one may be touched by several rules. */
  comparisons: number;
}

/** The rules of a launched campaign: those that defined its pool, then those accepted since, oldest first. */
export async function listRules(
  connection: Connection,
  { campaignId, rankingId }: { campaignId: string; rankingId: string },
): Promise<RuleView[]> {
  const { excludedComparison } = connection.tables;
  const before = await listLaunchExclusions(connection, rankingId);
  const fixed = new Set(before.map(({ detector }) => detector));
  const rules: RuleView[] = before.map((rule) => ({ ...rule, when: "before-launch" }));
  for (const { id, detector } of await listActiveExclusions(connection, campaignId)) {
    if (fixed.has(detector)) continue;
    const rows = await connection.orm
      .select({ comparisons: count() })
      .from(excludedComparison)
      .where(eq(excludedComparison.exclusionId, id));
    rules.push({ detector, when: "after-launch", comparisons: Number(rows[0]?.comparisons ?? 0) });
  }
  return rules;
}
