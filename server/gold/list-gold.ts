import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { getCampaignRow } from "../campaign/get-campaign-row";
import type { VerbContext } from "../verb-context";
import { type GoldAnswer, readGoldAnswers } from "./gold-answers";
import { standingOf } from "./gold-rule";
import { listGiven } from "./list-given";
import type { GoldList, GoldPerson, GoldView } from "./schemas";

/** A campaign's gold and practice with how people did: each comparison, and each annotator. */
export async function listGold({ database }: VerbContext, campaignId: string): Promise<GoldList> {
  const answers = {
    gold: await readGoldAnswers(database, { campaignId, purpose: "gold" }),
    practice: await readGoldAnswers(database, { campaignId, purpose: "practice" }),
  };
  return {
    gold: await listComparisons(database, campaignId, [...answers.gold, ...answers.practice]),
    people: await listPeople(database, campaignId, answers),
  };
}

async function listComparisons(
  database: Database,
  campaignId: string,
  answers: readonly GoldAnswer[],
): Promise<GoldView[]> {
  const { orm, tables } = database;
  const { goldComparison: gold, skip, task, flag } = tables;
  const rows = await orm
    .select()
    .from(gold)
    .where(eq(gold.campaignId, campaignId))
    .orderBy(asc(gold.use), asc(gold.position), asc(gold.id));
  const skips = await orm
    .select({ goldId: task.goldId, n: sql<number>`count(*)`.mapWith(Number) })
    .from(skip)
    .innerJoin(task, eq(task.id, skip.taskId))
    .where(and(eq(skip.campaignId, campaignId), isNotNull(task.goldId), isNull(skip.withdrawnAt)))
    .groupBy(task.goldId);
  const flags = await orm
    .select({ goldId: flag.goldId, reason: flag.reason, note: flag.note })
    .from(flag)
    .where(and(eq(flag.campaignId, campaignId), isNotNull(flag.goldId), eq(flag.state, "raised")))
    .orderBy(asc(flag.at), asc(flag.id));
  const given = await listGiven(database, campaignId);
  return rows.map(({ id, use, prompt, system, turns, language, completionA, completionB, ...row }) => ({
    id,
    use,
    prompt,
    system,
    turns,
    language,
    completionA,
    completionB,
    accepted: row.accepted,
    explanation: row.explanation,
    createdAt: row.createdAt,
    retiredAt: row.retiredAt,
    mayEdit: !given.has(id),
    ...tally(answers.filter(({ goldId }) => goldId === id)),
    skips: skips.find(({ goldId }) => goldId === id)?.n ?? 0,
    flags: flags.filter(({ goldId }) => goldId === id).map(({ reason, note }) => ({ reason, note })),
  }));
}

async function listPeople(
  database: Database,
  campaignId: string,
  answers: { gold: readonly GoldAnswer[]; practice: readonly GoldAnswer[] },
): Promise<GoldPerson[]> {
  const { member, user } = database.tables;
  const { goldRule } = await getCampaignRow(database, campaignId);
  const people = await database.orm
    .select({
      memberId: member.id,
      name: user.name,
      practicedAt: member.practicedAt,
      stoppedAt: member.stoppedAt,
      goneOnAt: member.goneOnAt,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.campaignId, campaignId), eq(member.role, "annotator"), isNull(member.removedAt)))
    .orderBy(asc(member.createdAt), asc(member.id));
  return people.map(({ practicedAt, goneOnAt, ...person }) => {
    const of = ({ memberId }: GoldAnswer) => memberId === person.memberId;
    const { fallsShort, ...gold } = standingOf(answers.gold.filter(of), goldRule, goneOnAt);
    return { ...person, gold, practice: { ...tally(answers.practice.filter(of)), practicedAt }, fallsShort };
  });
}

function tally(answers: readonly GoldAnswer[]): { answers: number; right: number } {
  return { answers: answers.length, right: answers.filter(({ isRight }) => isRight).length };
}
