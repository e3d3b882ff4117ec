import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { launchCampaign } from "../campaign/launch-campaign";
import { updateCampaign } from "../campaign/update-campaign";
import { FetchSettings } from "../endpoint/schemas";
import { startFetch } from "../endpoint/start-fetch";
import { startRanking } from "../ranking/start-ranking";
import { startReorder } from "../ranking/start-reorder";
import { createFetchCampaign } from "../testing/fetch-campaign";
import { refusal } from "../testing/refusal";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import type { VerbContext } from "../verb-context";
import { queueJob } from "./job-row";

/** A context in which something happens between what a verb looks at and its first transaction. */
function meanwhile(context: VerbContext, act: () => Promise<unknown>): VerbContext {
  const { database } = context;
  let isDone = false;
  const transaction: Database["transaction"] = async (work, durability) => {
    if (!isDone) {
      isDone = true;
      await act();
    }
    return database.transaction(work, durability);
  };
  return { ...context, database: { ...database, transaction } };
}

describe.each(dialects)("queueing jobs on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("returns the one under way that was asked for alike, and swallows no other", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "imported" });
    const queue = (kind: "compare-metrics" | "rank", input: Record<string, unknown>) =>
      queueJob(lead.context, { campaignId, kind, input });
    const recorded = await queue("compare-metrics", { evidence: "recorded" });
    const control = await queue("compare-metrics", { evidence: "control" });
    expect(control).not.toBe(recorded);
    expect(await queue("compare-metrics", { evidence: "recorded" })).toBe(recorded);
    const { jobId } = await startRanking(lead.context, campaignId);
    expect(await startRanking(lead.context, campaignId)).toEqual({ jobId });
    await updateCampaign(lead.context, { campaignId, settings: { metric: "jaccard" } });
    expect(await refusal(startRanking(lead.context, campaignId))).toBe("busy");
  });

  it("looks at what a launch presupposes where nothing can change it any more", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "ranked" });
    const rankAnew = meanwhile(lead.context, () => startRanking(lead.context, campaignId));
    expect(await refusal(launchCampaign(rankAnew, campaignId))).toBe("busy");
  });

  it("does not launch with settings that changed meanwhile", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "ranked" });
    const change = meanwhile(lead.context, () =>
      updateCampaign(lead.context, { campaignId, settings: { seed: "other" } }),
    );
    expect(await refusal(launchCampaign(change, campaignId))).toBe("wrong_state");
  });

  it("does not rank, fetch or reorder beside what began meanwhile", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "ranked" });
    const launching = meanwhile(lead.context, () => launchCampaign(lead.context, campaignId));
    expect(await refusal(startRanking(launching, campaignId))).toBe("busy");
    const one = await createFetchCampaign(test);
    const [endpointId] = Object.values(one.endpoints);
    const settings = FetchSettings.parse({ kind: "embeddings", scorers: [], endpointId });
    const fetching = meanwhile(one.lead, () =>
      startFetch(one.lead, { campaignId: one.campaignId, settings }),
    );
    expect(await refusal(startFetch(fetching, { campaignId: one.campaignId, settings }))).toBe("busy");
    await one.mock.stop();
    const live = await createTestCampaign(test, { prompts: 40 });
    const order = { metric: "length-gap", preset: "sharp" } as const;
    const ask = (context: VerbContext) => startReorder(context, { campaignId: live.campaignId, order });
    const reordering = meanwhile(live.lead.context, () => ask(live.lead.context));
    expect(await refusal(ask(reordering))).toBe("busy");
  });
});
