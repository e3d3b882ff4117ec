import { createContext } from "../context";
import { TiebreakError } from "../errors";
import { requireMember } from "../member/require-member";
import type { VerbContext } from "../verb-context";

/** The verb context of a request by a lead of the campaign; refuses everyone else, and other sites' pages. */
export async function leadRequest(request: Request, campaignId: string): Promise<VerbContext> {
  const site = request.headers.get("sec-fetch-site");
  if (request.method !== "GET" && site && site !== "same-origin" && site !== "none") {
    throw new TiebreakError("not_allowed", "This request came from another site.");
  }
  const { database, clock, user } = await createContext({ headers: request.headers });
  if (!user) throw new TiebreakError("not_signed_in", "Open your personal link to sign in.");
  const context: VerbContext = { database, clock, actor: user.id };
  await requireMember(context, { campaignId, role: "lead" });
  return context;
}
