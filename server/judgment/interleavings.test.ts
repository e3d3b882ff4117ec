import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { getProgress } from "../campaign/get-progress";
import { second } from "../clock";
import { TiebreakError } from "../errors";
import { markUnjudgeable, resolveFlag } from "../flag/resolve-flag";
import { addGold } from "../gold/add-gold";
import { removeMember, restoreMember } from "../member/remove-member";
import { deskOf, NoTask } from "../testing/annotator-desk";
import { findContradictions, readLedger } from "../testing/ledger";
import { createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

const people = 5;
const acts = [
  ...(["judge", "judge", "judge", "judge", "take", "submit an earlier one", "skip", "flag", "undo"] as const),
  ...([
    "release",
    "heartbeat",
    "time passes",
    "remove",
    "withdraw",
    "restore",
    "rule",
    "give up",
    "judge all that is held",
    "pause",
    "resume",
    "all at once",
  ] as const),
];
interface Step {
  who: number;
  act: (typeof acts)[number];
  pick: number;
}

const steps = fc.array(
  fc.record({
    who: fc.nat(people - 1),
    act: fc.constantFrom(...acts),
    pick: fc.nat(1_000),
  }) satisfies fc.Arbitrary<Step>,
  { minLength: 60, maxLength: 90, size: "max" },
);

/** Lets a verb refuse or have nothing; anything else that it throws is a fault. */
async function attempt(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof TiebreakError || error instanceof NoTask)) throw error;
  }
}

describe.each(dialects)("any interleaving of what people do on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function act(campaign: TestCampaign, met: string[], { who, act: what, pick }: Step): Promise<void> {
    const { campaignId, lead } = campaign;
    const person = campaign.annotators[who]!;
    const desk = deskOf(person);
    const take = async () => {
      const held = await desk.takeAhead();
      met.push(...held.map(({ taskId }) => taskId));
      return held[0]!.taskId;
    };
    const earlier = met[pick % Math.max(1, met.length)] ?? "tsk_none";
    const { memberId } = person;
    switch (what) {
      case "judge":
        return void (await desk.submit(await take(), pick % 2 ? "left" : "both_bad"));
      case "take":
        return void (await take());
      case "judge all that is held":
        await take();
        for (const { taskId } of await desk.takeAhead()) await desk.submit(taskId, "right");
        return;
      case "submit an earlier one":
        return void (await desk.submit(earlier, "right", `earlier-${earlier}-${pick % 3}`));
      case "skip":
        return void (await desk.skip(pick % 3 ? await take() : earlier));
      case "flag":
        return void (await desk.flag(pick % 3 ? await take() : earlier));
      case "undo":
        return void (await desk.undo(pick % 4 ? undefined : earlier));
      case "release":
        return desk.release([earlier, met[(pick + 1) % Math.max(1, met.length)] ?? "tsk_none"]);
      case "heartbeat":
        return void (await desk.heartbeat(earlier));
      case "time passes":
        return test.advance((pick % 80) * second);
      case "remove":
      case "withdraw":
        return void (await removeMember(lead.context, {
          campaignId,
          memberId,
          withdrawJudgments: what === "withdraw",
        }));
      case "restore":
        return restoreMember(lead.context, { campaignId, memberId });
      case "rule": {
        const { flags } = await readLedger(test.database, campaignId);
        const flagId = flags[pick % Math.max(1, flags.length)]?.id ?? "flg_none";
        return resolveFlag(lead.context, {
          campaignId,
          flagId,
          ruling: pick % 2 ? "unjudgeable" : "dismissed",
        });
      }
      case "give up": {
        const { statuses } = await readLedger(test.database, campaignId);
        const { comparisonId } = statuses[pick % statuses.length]!;
        return markUnjudgeable(lead.context, { campaignId, comparisonId });
      }
      case "pause":
      case "resume":
        return changeCampaignState(lead.context, { campaignId, state: what === "pause" ? "paused" : "live" });
      case "all at once":
        await Promise.all(campaign.annotators.map((one) => attempt(deskOf(one).judge())));
    }
  }

  it.each([
    { judgmentsPerComparison: 1, promptOncePerAnnotator: true, prefetch: 1 },
    { judgmentsPerComparison: 1, promptOncePerAnnotator: true, prefetch: 4 },
    { judgmentsPerComparison: 2, extraUpTo: 4, promptOncePerAnnotator: true, prefetch: 3 },
    { judgmentsPerComparison: 3, promptOncePerAnnotator: false, prefetch: 6 },
    { judgmentsPerComparison: 1, promptOncePerAnnotator: false, pairAllocation: "uncertain" as const },
    {
      judgmentsPerComparison: 2,
      promptOncePerAnnotator: true,
      prefetch: 3,
      goldShare: 0.25,
      repeatShare: 0.2,
    },
  ])("keeps the ledger sound and can be finished: %o", { timeout: 60_000 }, async (rules) => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const options = {
          prompts: 9,
          models: ["red", "green", "blue"],
          annotators: people,
          leaseSeconds: 60,
        };
        const campaign = await createTestCampaign(test, { ...options, ...rules });
        const { campaignId, lead } = campaign;
        const known = { campaignId, prompt: "Known", completionA: "a", completionB: "b" };
        for (const use of rules.goldShare ? (["practice", "gold", "gold", "gold"] as const) : [])
          await addGold(lead.context, { ...known, use, accepted: ["model_a"] });
        const met: string[] = [];
        for (const [i, step] of all.entries()) {
          test.advance(second);
          await attempt(act(campaign, met, step));
          if (i % 15 === 0)
            expect(findContradictions(await readLedger(test.database, campaignId), rules)).toEqual([]);
        }
        expect(findContradictions(await readLedger(test.database, campaignId), rules)).toEqual([]);

        await attempt(changeCampaignState(lead.context, { campaignId, state: "live" }));
        test.advance(61 * second);
        const most = rules.extraUpTo ?? rules.judgmentsPerComparison;
        // More than the places of a prompt: who comes early may find only prompts open that they have met.
        for (let fresh = 0; fresh < 5 * most; fresh++) {
          const desk = deskOf(await campaign.invite());
          for (let next = await desk.next(); next.kind === "task"; )
            next = await desk.submit(next.tasks[0]!.taskId);
        }
        const ledger = await readLedger(test.database, campaignId);
        expect(findContradictions(ledger, rules)).toEqual([]);
        expect(ledger.statuses.filter(({ state }) => state === "open")).toEqual([]);
        const isAsked = (row: (typeof ledger.statuses)[number]) =>
          row.state === "closed" && row.extraWanted > row.extraCount;
        expect(ledger.statuses.filter(isAsked)).toEqual([]);
        const progress = await getProgress(lead.context, campaignId);
        expect(progress.planned).toBe(27);
        for (const { closedPrefix, planned } of progress.strata) expect(closedPrefix).toBe(planned);
      }),
      { numRuns: dialect === "sqlite" ? 4 : 1, endOnFailure: true },
    );
  });
});
