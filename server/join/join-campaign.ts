import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { PanelSettings } from "@/db/schema/campaign";
import { recordAudit } from "../audit";
import { newId } from "../ids";
import { addUser } from "../session/add-user";
import { addSignInLink } from "../session/sign-in-link";
import type { VerbContext } from "../verb-context";
import { areTooMany, arrivalOf, joinAction } from "./arrivals";
import { findJoinLink } from "./find-join-link";
import { JoinInput, type JoinProblem } from "./schemas";

/**
 * Makes whoever opened the link an annotator of its campaign, and a personal link that signs them in. Someone of a panel who
 * comes again is the same person with the same work.
 *
 * @param address where they come from, of which only so many join in a while.
 * @returns the personal link's token, or why nobody was added.
 */
export async function joinCampaign(
  { database, clock }: Pick<VerbContext, "database" | "clock">,
  input: JoinInput,
  address: string | null = null,
): Promise<{ token: string } | { problem: JoinProblem }> {
  const { token, name, parameters } = JoinInput.parse(input);
  const now = clock();
  return database.transaction(async (tx) => {
    const seen = await findJoinLink(tx, token, now);
    if (!seen) return { problem: "unknown" };
    const { link, campaign } = seen;
    await tx.lockCampaign(campaign.id);
    // Another may have had the last place before the lock.
    const { problem } = (await findJoinLink(tx, token, now)) ?? seen;
    // A full link lets in whom it let in before, a link that is no longer good nobody.
    if (problem && problem !== "full") return { problem };
    const panel = link.isPanel ? campaign.panel : null;
    const externalId = panel ? (parameters[panel.personParameter] ?? "").trim() : null;
    if (externalId === "") return { problem: "no_person" };
    const known = externalId === null ? undefined : await findPerson(tx, campaign.id, externalId);
    if (known?.removedAt != null) return { problem: "left" };
    if (known) return { token: await signIn(tx, known.userId) };
    if (problem) return { problem };
    const arrival = arrivalOf(link.id, token, address);
    if (await areTooMany(tx, campaign.id, arrival, now)) return { problem: "too_many" };
    const userId = await addUser(tx, { name: externalId ?? (name || "Annotator"), role: "annotator", now });
    const memberId = newId("mem");
    await tx.orm.insert(tx.tables.member).values({
      id: memberId,
      campaignId: campaign.id,
      userId,
      role: "annotator",
      joinLinkId: link.id,
      externalId,
      panelParameters: panel ? keptParameters(panel, parameters) : null,
      quota: panel?.judgmentsPerPerson ?? null,
      createdAt: now,
    });
    await recordAudit(
      tx,
      { database, clock, actor: userId },
      { campaignId: campaign.id, action: joinAction, subject: memberId, detail: { ...arrival } },
    );
    return { token: await signIn(tx, userId) };

    async function signIn(transaction: Transaction, of: string): Promise<string> {
      return (await addSignInLink(transaction, { userId: of, campaignId: campaign.id, now })).token;
    }
  });
}

async function findPerson({ orm, tables: { member } }: Transaction, campaignId: string, externalId: string) {
  const rows = await orm
    .select({ userId: member.userId, removedAt: member.removedAt })
    .from(member)
    .where(and(eq(member.campaignId, campaignId), eq(member.externalId, externalId)));
  return rows[0];
}

function keptParameters(panel: PanelSettings, parameters: Record<string, string>): Record<string, string> {
  const names = [panel.personParameter, ...panel.otherParameters];
  return Object.fromEntries(names.flatMap((name) => (parameters[name] ? [[name, parameters[name]]] : [])));
}
