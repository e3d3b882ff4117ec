import { createJoinLink } from "../../join/create-join-link";
import { listJoinLinks } from "../../join/list-join-links";
import { presentJoinLink } from "../../join/present-join-link";
import { revokeJoinLink } from "../../join/revoke-join-link";
import { CreateJoinLinkInput, type JoinLinkView } from "../../join/schemas";
import type { JoinLinkOptions } from "../commands/join-link";
import { UsageError } from "../failures";
import { formatTable } from "../format-table";
import { linkOrigin } from "../origin";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

/** Makes a link to join by and prints it, closes one, or lists them with what became of their people. */
export async function joinLink(idOrName: string, options: JoinLinkOptions): Promise<void> {
  const { name, places, panel: isPanel = false, close, url, json } = options;
  await withCampaign(idOrName, async (context, { id: campaignId, name: campaign }) => {
    if (close !== undefined) await revokeJoinLink(context, { campaignId, joinLinkId: close });
    if (name === undefined) {
      const links = await listJoinLinks(context, campaignId);
      return json ? printJson(links) : print(describe(links));
    }
    const input = CreateJoinLinkInput.safeParse({ campaignId, name, mostPeople: places ?? null, isPanel });
    if (!input.success) throw new UsageError(input.error.issues.map(({ message }) => message).join(" "));
    const { joinLinkId, token, panel } = await createJoinLink(context, input.data);
    const { link } = await presentJoinLink(linkOrigin(url), token, panel);
    if (json) return printJson({ joinLinkId, campaignId, name, link });
    print(`Anyone can join "${campaign}" by this link, shown this once:\n\n  ${link}`);
  });
}

function describe(links: JoinLinkView[]): string {
  if (links.length === 0) return "There are no open links.";
  return formatTable(
    ["link", "name", "places", "at work", "done", "left", "state"],
    links.map(({ id, name, isPanel, mostPeople, working, finished, left, revokedAt }) => [
      id,
      isPanel ? `${name} (panel)` : name,
      mostPeople === null ? "any" : String(mostPeople),
      String(working),
      String(finished),
      String(left),
      revokedAt === null ? "open" : "closed",
    ]),
  );
}
