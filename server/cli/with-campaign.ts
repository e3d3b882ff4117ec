import type { VerbContext } from "../verb-context";
import { resolveCampaign } from "./resolve-campaign";
import { withContext } from "./with-context";

/** Does a command's work on one campaign, named by id or name. */
export function withCampaign<T>(
  idOrName: string,
  work: (context: VerbContext, campaign: { id: string; name: string }) => Promise<T>,
): Promise<T> {
  return withContext(async (context) => work(context, await resolveCampaign(context, idOrName)));
}
