import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Everything that judging has written of a campaign, as stored. */
export async function readLedger({ orm, tables }: Database, campaignId: string) {
  const { comparisonStatus, task, judgment, withdrawal, skip, flag, member, drawSequence } = tables;
  const of = { status: eq(comparisonStatus.campaignId, campaignId), task: eq(task.campaignId, campaignId) };
  const judgments = await orm
    .select()
    .from(judgment)
    .where(eq(judgment.campaignId, campaignId))
    .orderBy(asc(judgment.id));
  const withdrawn = new Set((await orm.select().from(withdrawal)).map(({ judgmentId }) => judgmentId));
  return {
    statuses: await orm
      .select()
      .from(comparisonStatus)
      .where(of.status)
      .orderBy(asc(comparisonStatus.openingNumber)),
    tasks: await orm.select().from(task).where(of.task),
    judgments,
    standing: judgments.filter(({ id }) => !withdrawn.has(id)),
    skips: await orm.select().from(skip).where(eq(skip.campaignId, campaignId)),
    flags: await orm.select().from(flag).where(eq(flag.campaignId, campaignId)),
    members: await orm.select().from(member).where(eq(member.campaignId, campaignId)),
    sequences: await orm
      .select()
      .from(drawSequence)
      .where(eq(drawSequence.campaignId, campaignId))
      .orderBy(asc(drawSequence.stratumId)),
  };
}

export type Ledger = Awaited<ReturnType<typeof readLedger>>;

/** The comparison that a task is of. */
export function comparisonOf({ tasks }: Ledger, taskId: string): number {
  const found = tasks.find(({ id }) => id === taskId);
  if (found?.comparisonId == null) throw new Error(`there is no task ${taskId}`);
  return found.comparisonId;
}

/** The status of the comparison that a task is of. */
export function statusOf(ledger: Ledger, taskId: string) {
  const comparisonId = comparisonOf(ledger, taskId);
  const found = ledger.statuses.find((status) => status.comparisonId === comparisonId);
  if (!found) throw new Error(`comparison ${comparisonId} is not open`);
  return found;
}

/** What is wrong with a ledger, as sentences; none in any state that the product may reach. */
export function findContradictions(ledger: Ledger, rules: LedgerRules): string[] {
  return [
    ...contradictStatuses(ledger, rules.judgmentsPerComparison),
    ...contradictExtra(ledger, rules.judgmentsPerComparison, rules.extraUpTo ?? rules.judgmentsPerComparison),
    ...contradictPeople(ledger, rules),
    ...contradictSequences(ledger, rules.pairAllocation ?? "even"),
  ];
}

interface LedgerRules {
  judgmentsPerComparison: number;
  extraUpTo?: number | null;
  promptOncePerAnnotator: boolean;
  pairAllocation?: "even" | "uncertain";
}

function contradictStatuses({ statuses, standing, skips }: Ledger, cap: number): string[] {
  const wrong: string[] = [];
  for (const { comparisonId, state, judgmentCount, skipCount, settledAt } of statuses) {
    const of = (row: { comparisonId: number | null; purpose: string }) =>
      row.comparisonId === comparisonId && row.purpose === "main";
    const judged = standing.filter(of).length;
    const skipped = skips.filter((row) => of(row) && row.withdrawnAt === null).length;
    const is = `comparison ${comparisonId} (${state})`;
    if (judgmentCount !== judged) wrong.push(`${is} counts ${judgmentCount} judgments, ${judged} stand`);
    if (skipCount !== skipped) wrong.push(`${is} counts ${skipCount} skips, ${skipped} stand`);
    if (judged > cap) wrong.push(`${is} has ${judged} judgments of ${cap}`);
    if (state === "open" && judged >= cap) wrong.push(`${is} is full`);
    if (state === "open" && skipped >= 3) wrong.push(`${is} has ${skipped} skips`);
    if (state === "closed" && judged !== cap) wrong.push(`${is} has ${judged} of ${cap}`);
    if ((state === "open") !== (settledAt === null)) wrong.push(`${is} is settled at ${settledAt}`);
  }
  return wrong;
}

/** Extra judgments are those asked for, where one more could change the label, and never beyond the campaign's number. */
function contradictExtra({ statuses, standing }: Ledger, cap: number, upTo: number): string[] {
  const wrong: string[] = [];
  for (const { comparisonId, state, extraWanted, extraCount } of statuses) {
    const own = standing.filter((row) => row.comparisonId === comparisonId);
    const given = own.filter(({ purpose }) => purpose === "extra").length;
    const is = `comparison ${comparisonId} (${state})`;
    if (extraCount !== given) wrong.push(`${is} counts ${extraCount} extra judgments, ${given} stand`);
    if (cap + Math.max(given, extraWanted) > Math.max(cap, upTo))
      wrong.push(`${is} has ${given} extra judgments and wants ${extraWanted}, of ${upTo - cap}`);
    if (state === "open" && extraWanted > 0) wrong.push(`${is} wants ${extraWanted} extra judgments`);
  }
  return wrong;
}

function contradictPeople(
  { standing, tasks, members }: Ledger,
  { promptOncePerAnnotator }: { promptOncePerAnnotator: boolean },
): string[] {
  const wrong: string[] = [];
  const promptOf = new Map(tasks.map((task) => [task.id, task.promptId]));
  for (const { id, judgmentCount, checkCount } of members) {
    const all = standing.filter(({ memberId }) => memberId === id);
    const mine = all.filter(({ purpose }) => purpose === "main" || purpose === "extra");
    const checks = all.filter(({ purpose }) => purpose === "gold" || purpose === "repeat").length;
    if (checkCount !== checks) wrong.push(`${id} counts ${checkCount} checks, ${checks} stand`);
    if (judgmentCount !== mine.length) wrong.push(`${id} counts ${judgmentCount}, ${mine.length} stand`);
    if (new Set(mine.map(({ comparisonId }) => comparisonId)).size !== mine.length)
      wrong.push(`${id} judged a comparison twice`);
    const prompts = new Set(mine.map(({ taskId }) => promptOf.get(taskId ?? "")));
    if (promptOncePerAnnotator && prompts.size !== mine.length) wrong.push(`${id} judged a prompt twice`);
  }
  return wrong;
}

/** Draws open in order, without gaps, within the plan: each stratum's own, or that of all together. */
function contradictSequences(ledger: Ledger, pairAllocation: "even" | "uncertain"): string[] {
  const { statuses, sequences } = ledger;
  const isEven = pairAllocation === "even";
  const wrong: string[] = isEven ? [] : contradictTallies(ledger);
  const spare = sequences.reduce((sum, { opened, planned }) => sum + planned - opened, 0);
  if (spare < 0) wrong.push(`${-spare} draws were opened beyond the plan`);
  if (statuses.some(({ openingProbability: p }) => (isEven ? p !== null : !(p !== null && p > 0 && p <= 1))))
    wrong.push("some opening has a probability that it cannot have");
  for (const { stratumId, opened, planned, size } of sequences) {
    const numbers = statuses.filter((row) => row.stratumId === stratumId).map((row) => row.drawNumber);
    const most = isEven ? planned : size;
    if (opened > most) wrong.push(`stratum ${stratumId} opened ${opened} of ${most}`);
    if (numbers.length !== opened || numbers.some((number, i) => number !== i + 1))
      wrong.push(`stratum ${stratumId} opened ${numbers.join()}, not 1 to ${opened}`);
  }
  const openings = statuses.map(({ openingNumber }) => openingNumber);
  if (openings.some((number, i) => number !== i + 1)) wrong.push("the opening numbers have gaps");
  return wrong;
}

/** What is kept of each stratum's judgments is what stands. */
function contradictTallies({ statuses, standing, sequences }: Ledger): string[] {
  const stratumOf = new Map(statuses.map(({ comparisonId, stratumId }) => [comparisonId, stratumId]));
  const main = standing.filter(({ purpose }) => purpose === "main");
  return sequences.flatMap(({ stratumId, wins, losses, ties }) => {
    const own = main.filter(({ comparisonId }) => stratumOf.get(comparisonId!) === stratumId);
    const won = own.filter(({ outcome }) => outcome === "model_a").length;
    const lost = own.filter(({ outcome }) => outcome === "model_b").length;
    const kept = [wins, losses, ties].join();
    const stand = [won, lost, own.length - won - lost].join();
    return kept === stand ? [] : [`stratum ${stratumId} keeps ${kept}, ${stand} stand`];
  });
}
