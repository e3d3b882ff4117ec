import type { CampaignView } from "../../campaign/campaign-view";
import { changeCampaignState } from "../../campaign/change-state";
import { extendCampaign } from "../../campaign/extend-campaign";
import { getCampaign } from "../../campaign/get-campaign";
import { launchCampaign } from "../../campaign/launch-campaign";
import { listCampaigns } from "../../campaign/list-campaigns";
import { finishJob } from "../../jobs/finish-job";
import type { OrderChange } from "../../ranking/list-order-changes";
import { goOnJudging } from "../../stop/go-on-judging";
import type { Change } from "../commands/campaign";
import { formatTable } from "../format-table";
import { dayOf } from "../number-words";
import { print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";
import { withContext } from "../with-context";

interface Output {
  json?: boolean;
}

/** Prints all campaigns. */
export async function listAll({ json }: Output): Promise<void> {
  const campaigns = await withContext(listCampaigns);
  if (json) return printJson(campaigns);
  if (campaigns.length === 0)
    return print("There is no campaign yet. Make one: npx tiebreak import FILE, or npx tiebreak demo");
  const rows = campaigns.map(({ id, name, state, metric, models, prompts, judgments, settled, planned }) => [
    id,
    name,
    state,
    metric,
    String(models),
    String(prompts),
    String(judgments),
    planned > 0 ? `${settled}/${planned}` : "–",
  ]);
  print(formatTable(["id", "name", "state", "metric", "models", "prompts", "judgments", "settled"], rows));
}

/** Prints one campaign. */
export async function show(idOrName: string, { json }: Output): Promise<void> {
  const view = await withCampaign(idOrName, (context, { id }) => getCampaign(context, id));
  if (json) printJson(view);
  else print(describe(view));
}

function describe({ name, id, state, settings, models, prompts, ...view }: CampaignView): string {
  const languages = view.languages
    .map(({ language, prompts: n }) => `${language ?? "unnamed"} ${n}`)
    .join(", ");
  const { ranking } = view;
  const lines: [string, string][] = [
    ["state", `${state}${view.isStopped ? ", stop rule met" : ""}, created ${dayOf(view.createdAt)}`],
    ["order", `${settings.mode} by ${view.orderedBy}, ${settings.preset}, control ${settings.controlShare}`],
    ...(view.orderChange ? [["since", changeWords(view.orderChange)] as [string, string]] : []),
    ...view.orderWords.map(({ label, value }): [string, string] => [label.toLowerCase(), value]),
    ["routing", `${settings.routing}, seed ${settings.seed}`],
    ["judging", `${settings.judgmentsPerComparison} per comparison, ${settings.outcomes} outcomes`],
    ...(settings.extraUpTo === null
      ? []
      : [["extra", `up to ${settings.extraUpTo} where they disagree`] as [string, string]]),
    ["budget", settings.budget === null ? "every comparison" : `${settings.budget} comparisons`],
    ...(view.ruleWords.length > 0 ? [["stops", view.ruleWords.join(", or ")] as [string, string]] : []),
    ["prompts", prompts === 0 ? "none" : `${prompts} (${languages})`],
    ["models", models.map(({ name: model, completions }) => `${model} ${completions}`).join(", ") || "none"],
    ["imported", `${view.importedJudgments} judgments`],
    ["ranking", ranking ? `by ${ranking.orderedBy} over ${ranking.poolSize} comparisons` : "none"],
  ];
  const width = Math.max(...lines.map(([title]) => title.length));
  const body = lines.map(([title, text]) => `  ${title.padEnd(width)}  ${text}`).join("\n");
  const blockers = view.blockers.map((blocker) => `\nBefore launch: ${blocker}`).join("");
  return `${name} (${id})\n${body}${blockers}`;
}

function changeWords({ orderedBy, preset, fromDraw: { earliest, latest } }: OrderChange): string {
  const from = earliest === latest ? `draw ${earliest}` : `draws ${earliest} to ${latest}`;
  return `by ${orderedBy}, ${preset}, from ${from} on`;
}

const done: Record<Change, string> = {
  launch: "is live. Invite annotators: npx tiebreak invite",
  pause: "is paused. Go on with: npx tiebreak campaign resume",
  resume: "is live again. See how it goes: npx tiebreak status",
  close: "is closed. Its report: npx tiebreak report",
};
const states = { pause: "paused", resume: "live", close: "closed" } as const;

/** Launches, pauses, resumes or closes a campaign. */
export async function change(idOrName: string, action: Change): Promise<void> {
  await withCampaign(idOrName, async (context, { id, name }) => {
    if (action === "launch") {
      await withProgress(async (onStep) => finishJob(context, id, await launchCampaign(context, id), onStep));
    } else await changeCampaignState(context, { campaignId: id, state: states[action] });
    const hint = action === "launch" ? `${id} --name NAME` : id;
    print(`"${name}" ${done[action]} ${hint}`);
  });
}

/** Lets judging go on after the stop rule has ended a pair. */
export async function goOn(idOrName: string): Promise<void> {
  await withCampaign(idOrName, async (context, { id, name }) => {
    await goOnJudging(context, id);
    print(`"${name}" goes on; its stop rule is off. See how it goes: npx tiebreak status ${id}`);
  });
}

/** Raises a campaign's budget. */
export async function extend(idOrName: string, { budget }: { budget: number }): Promise<void> {
  await withCampaign(idOrName, async (context, { id, name }) => {
    await extendCampaign(context, { campaignId: id, budget });
    print(`"${name}" now goes on to ${budget} comparisons.`);
  });
}
