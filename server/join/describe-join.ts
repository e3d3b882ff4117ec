import type { VerbContext } from "../verb-context";
import { findJoinLink } from "./find-join-link";
import type { JoinProblem } from "./schemas";

/** What whoever opens a link is told before they join. */
export interface JoinView {
  campaignName: string | null;
  campaignId: string | null;
  isPanel: boolean;
  /** The parameter of the address that names the person; null where people give a name. */
  personParameter: string | null;
  problem: JoinProblem | null;
}

/** Where a link leads, or why it leads nowhere. Changes nothing, so that a preview of the link joins nobody. */
export async function describeJoin(
  { database, clock }: Pick<VerbContext, "database" | "clock">,
  token: string,
): Promise<JoinView> {
  const found = await findJoinLink(database, token, clock());
  if (!found)
    return {
      campaignName: null,
      campaignId: null,
      isPanel: false,
      personParameter: null,
      problem: "unknown",
    };
  const { link, campaign, problem } = found;
  return {
    campaignName: campaign.name,
    campaignId: campaign.id,
    isPanel: link.isPanel,
    personParameter: link.isPanel ? (campaign.panel?.personParameter ?? null) : null,
    problem: problem ?? null,
  };
}
