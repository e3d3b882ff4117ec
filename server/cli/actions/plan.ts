import type { OnStep } from "../../jobs/finish-job";
import { playOnThread } from "../../jobs/play-on-thread";
import { getPlan } from "../../plan/get-plan";
import type { PairPlan, PlanPreset, PlanView, SimulatedPlan } from "../../plan/schemas";
import { simulatePlan } from "../../plan/simulate-plan";
import type { VerbContext } from "../../verb-context";
import type { PlanOptions } from "../commands/plan";
import { formatTable } from "../format-table";
import { percent } from "../number-words";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";

interface PlayedPreset {
  preset: PlanPreset;
  result: SimulatedPlan;
}

/** Prints what a budget shows and what a margin takes, and plays campaigns if asked to. */
export async function plan(
  idOrName: string,
  { json, simulate, hours, ...assumptions }: PlanOptions,
): Promise<void> {
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const input = { campaignId, ...assumptions, ...(hours === undefined ? {} : { hoursPerDay: hours }) };
    const view = await getPlan(context, input);
    const isPlayed = simulate === true && view.problem === null;
    const played = isPlayed ? await withProgress((onStep) => playAll(context, campaignId, view, onStep)) : [];
    const { chart: _, chartCaption: __, ...numbers } = view;
    if (json) return printJson(simulate ? { ...numbers, played } : numbers);
    for (const warning of view.warnings) note(warning);
    print(view.problem ?? describe(view, played));
  });
}

async function playAll(
  context: VerbContext,
  campaignId: string,
  { presets, budget, margin, tieRate, auc }: PlanView,
  onStep: OnStep,
): Promise<PlayedPreset[]> {
  const played: PlayedPreset[] = [];
  for (const [i, { preset, isOwn }] of presets.entries()) {
    onStep(`Playing campaigns with ${preset}`, i / presets.length);
    const values = { budget, margin: margin.value, tieRate: tieRate.value, auc: auc.value };
    const input = { campaignId, preset, ...values, withRule: isOwn };
    played.push({ preset, result: await simulatePlan(context, input, playOnThread) });
  }
  return played;
}

function describe(view: PlanView, played: readonly PlayedPreset[]): string {
  const { sentences, evidence, notes, pairs } = view;
  const parts = [sentences.join("\n"), presetTable(view, played)];
  const reason = played.find(({ result }) => result.reason !== null)?.result.reason;
  if (reason) parts.push(reason);
  if (pairs.some(({ margin, standing }) => margin !== null || standing !== null))
    parts.push(pairTable(pairs));
  return [...parts, [evidence.note, ...notes].filter((line) => line !== null).join("\n")].join("\n\n");
}

function presetTable({ presets, margin, budget }: PlanView, played: readonly PlayedPreset[]): string {
  const heading = [
    "preset",
    `${budget} show beyond`,
    "interval ±",
    `${percent((1 + margin.value) / 2)} takes`,
    "time",
    ...(played.length > 0 ? ["played: shown", "wrong"] : []),
  ];
  const rows = presets.map(({ preset, isOwn, detectable, halfWidth, needed, neededTime }) => {
    const result = played.find((row) => row.preset === preset)?.result.played;
    return [
      isOwn ? `${preset} *` : preset,
      percent(detectable === null ? null : (1 + detectable) / 2),
      percent(halfWidth === null ? null : halfWidth / 2),
      needed === null ? "–" : String(needed),
      neededTime?.words ?? "–",
      ...(played.length > 0 ? [percent(result?.shown), percent(result?.wrong)] : []),
    ];
  });
  return `${formatTable(heading, rows)}\n* planned for; explore says nothing of what is not judged.`;
}

function pairTable(pairs: readonly PairPlan[]): string {
  const rate = (margin: number | undefined) => percent(margin === undefined ? null : (1 + margin) / 2);
  return formatTable(
    ["pair", "judged", "ties", "win rate of the first", "95 % interval", "to show it", "still needed"],
    pairs.map(({ modelA, modelB, judged, size, tieRate, margin, needed, standing }) => [
      `${modelA} – ${modelB}`,
      `${judged}/${size}`,
      percent(tieRate),
      rate(margin?.value),
      margin?.interval ? `${rate(margin.interval[0])} to ${rate(margin.interval[1])}` : "–",
      needed === null ? "–" : String(needed),
      standing ?? "–",
    ]),
  );
}
