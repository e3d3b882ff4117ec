import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { getCampaignRow } from "../campaign/get-campaign-row";
import type { Completion, WaitingReason } from "../task/schemas";

/** Ends of the work that its panel takes for an end. */
const done = new Set<WaitingReason>(["quota_reached", "all_done", "stopped", "closed"]);

/**
 * What someone of a panel takes back to it when there is nothing more for them: the completion code and where to go; after
 * being stopped the code for that, where there is one. Null for everyone else, while there may be more, and for those who
 * judged nothing before it ended.
 */
export async function completionOf(
  connection: Connection,
  campaignId: string,
  memberId: string,
  reason: WaitingReason,
): Promise<Completion | null> {
  if (!done.has(reason) && reason !== "stopped_by_check") return null;
  const { member } = connection.tables;
  const rows = await connection.orm
    .select({
      parameters: member.panelParameters,
      judgmentCount: member.judgmentCount,
      checkCount: member.checkCount,
    })
    .from(member)
    .where(eq(member.id, memberId));
  const person = rows[0];
  if (!person?.parameters) return null;
  const { parameters } = person;
  if (done.has(reason) && person.judgmentCount + person.checkCount === 0) return null;
  const { panel } = await getCampaignRow(connection, campaignId);
  const code = reason === "stopped_by_check" ? panel?.failureCode : panel?.completionCode;
  if (!panel || !code) return null;
  const url = panel.redirectUrl && fillIn(panel.redirectUrl, { ...parameters, code });
  return { code, url };
}

/** @example fillIn("https://panel.example/done?cc={code}", { code: "A B" }) // "https://panel.example/done?cc=A%20B" */
export function fillIn(url: string, values: Record<string, string>): string {
  return url.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] as string) : whole,
  );
}
