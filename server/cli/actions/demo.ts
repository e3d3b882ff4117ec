import { listCampaigns } from "../../campaign/list-campaigns";
import { findUnfinishedDemo, loadDemo } from "../../demo/load-demo";
import { ensureLead } from "../../session/ensure-lead";
import { newPersonalLink } from "../../session/new-personal-link";
import type { VerbContext } from "../../verb-context";
import type { DemoOptions } from "../commands/demo";
import { linkOrigin } from "../origin";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { withContext } from "../with-context";

/** Loads the demo campaign and prints who may sign in. */
export async function demo({ ifEmpty, url, json }: DemoOptions): Promise<void> {
  await withContext(async (context) => {
    if (ifEmpty && (await hasCampaign(context))) {
      if (json) printJson(null);
      else note("There is a campaign already; the demo was left out.");
      return;
    }
    const { campaignId, annotatorToken } = await withProgress((onStep) => loadDemo(context, onStep));
    const { token } = await newPersonalLink(context, { userId: (await ensureLead(context)).userId });
    const origin = linkOrigin(url);
    const links = { lead: `${origin}/l/${token}`, annotator: `${origin}/l/${annotatorToken}` };
    if (json) printJson({ campaignId, links });
    else {
      const lines = [
        `  As the lead                 ${links.lead}`,
        `  As the demo annotator       ${links.annotator}`,
      ];
      print(
        `The demo campaign is live (${campaignId}). With the app served at ${origin}:\n\n${lines.join("\n")}`,
      );
    }
  });
}

/** Whether there is a campaign other than a demo that was cut off while it was loaded. */
async function hasCampaign(context: VerbContext): Promise<boolean> {
  const unfinished = await findUnfinishedDemo(context);
  return (await listCampaigns(context)).some(({ id }) => id !== unfinished);
}
