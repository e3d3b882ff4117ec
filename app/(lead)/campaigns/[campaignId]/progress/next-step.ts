import type { CampaignProgress, CampaignView } from "@/server/campaign/campaign-view";

export interface NextStep {
  title: string;
  text: string;
  link?: { href: string; label: string };
}

interface Situation {
  campaign: Pick<CampaignView, "id" | "state">;
  progress: {
    stop: Pick<CampaignProgress["stop"], "isMet">;
  } & Pick<
    CampaignProgress,
    "planned" | "open" | "closed" | "unjudgeable" | "judgments" | "extra" | "warnings"
  >;
  flags: number;
}

/** What the lead of a launched campaign had best do now; undefined while judging simply goes on. */
export function nextStep({ campaign, progress, flags }: Situation): NextStep | undefined {
  const report = { href: `/campaigns/${campaign.id}/report`, label: "Open the report" };
  const left = progress.planned - progress.closed - progress.unjudgeable;
  if (campaign.state === "closed")
    return { title: "Closed", text: "The report reads everything that was judged.", link: report };
  if (progress.stop.isMet)
    return {
      title: "Decided: the stop rule is met",
      text:
        progress.open > 0
          ? `Nothing new is given out; ${progress.open} open ${progress.open === 1 ? "comparison is" : "comparisons are"} still judged to the end. Then read the report and close the campaign, or go on judging.`
          : "Nothing is left to judge. Read the report, then close the campaign, or go on judging.",
      link: report,
    };
  if (left <= 0)
    return {
      title: "Everything planned is judged",
      text: `${extraWords(progress.extra.wanted)}Read the report, then extend the budget or close the campaign.`,
      link: report,
    };
  if (flags > 0)
    return {
      title: flags === 1 ? "A flag waits for your ruling" : `${flags} flags wait for your ruling`,
      text: "Until then the flagged comparison stays open, and the estimates wait for it.",
      link: { href: "#flags", label: "See flags" },
    };
  if (campaign.state === "paused")
    return { title: "Paused", text: "Annotators are given nothing new until you resume." };
  if (progress.judgments === 0 && progress.warnings.length === 0)
    return {
      title: "Ready to be judged",
      text: "Nobody has judged yet. Whoever opens their personal link is given the next comparison at once.",
      link: { href: "#people", label: "See people" },
    };
  return undefined;
}

/** The estimates do not wait for extra judgments, but labels may. */
function extraWords(wanted: number): string {
  if (wanted === 0) return "";
  const are = wanted === 1 ? "1 extra judgment is" : `${wanted} extra judgments are`;
  return `${are} still asked for where people disagreed: no estimate waits for them. `;
}
