import { afterEach, beforeEach, describe, expect, it, test as plain } from "vitest";
import { listGuidelineVersions } from "../campaign/guideline-versions";
import { launchCampaign } from "../campaign/launch-campaign";
import { updateCampaign } from "../campaign/update-campaign";
import { seeGuidelines } from "../member/see-guidelines";
import { getDesk } from "../task/get-desk";
import { deskOf } from "../testing/annotator-desk";
import { readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { createTestCampaign, importRows, makeRows, rank, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { acceptedDecisions, isAccepted } from "./accepted-outcomes";
import { addGold } from "./add-gold";
import { editGold } from "./edit-gold";
import { fallsShort } from "./gold-rule";
import { importGold } from "./import-gold";
import { listGold } from "./list-gold";
import { orderPractice } from "./order-practice";
import { restoreGold, retireGold } from "./retire-gold";

plain("a tie stands for every tie, and a preference for itself alone", () => {
  expect(isAccepted("both_good", ["tie"])).toBe(true);
  expect(isAccepted("tie", ["both_bad"])).toBe(true);
  expect(isAccepted("both_bad", ["both_good"])).toBe(false);
  expect(isAccepted("model_a", ["tie", "model_b"])).toBe(false);
  expect(acceptedDecisions(["model_a", "tie"], "b_left", "four")).toEqual(["right", "both_good", "both_bad"]);
  expect(acceptedDecisions(["model_b", "both_good"], "b_left", "three")).toEqual(["left", "tie"]);
});

plain("the rule waits for enough answers and counts the share that was right", () => {
  const rule = { after: 5, accuracy: 0.6, action: "note" as const };
  expect(fallsShort(rule, { right: 0, of: 4 })).toBe(false);
  expect(fallsShort(rule, { right: 2, of: 5 })).toBe(true);
  expect(fallsShort(rule, { right: 3, of: 5 })).toBe(false);
});

describe.each(dialects)("gold and guidelines on %s", (dialect) => {
  let test: TestDatabase;
  let campaign: TestCampaign;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    campaign = await createTestCampaign(test, { until: "created", annotators: 1, guidelines: "Be kind." });
  });
  afterEach(() => test.drop());

  const importText = (fileName: string, text: string) => {
    async function* source() {
      yield new TextEncoder().encode(text);
    }
    return importGold(campaign.lead.context, {
      campaignId: campaign.campaignId,
      fileName,
      source: source(),
    });
  };
  const list = async () => (await listGold(campaign.lead.context, campaign.campaignId)).gold;

  it("comes from JSON Lines and CSV with the outcomes' usual names", async () => {
    const lines = [
      { prompt: "1", completion_a: "x", completion_b: "y", accepted: "a" },
      {
        prompt: "2",
        output_a: "x",
        output_b: "y",
        accepted: ["tie", "model_b"],
        use: "practice",
        lang: "de",
      },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join("\n");
    expect(await importText("gold.jsonl", text)).toEqual({ gold: 1, practice: 1 });
    const csv =
      'prompt,completion_a,completion_b,accepted,explanation\n3,"x, x",y,both_good | tie,Because.\n';
    expect(await importText("gold.csv", csv)).toEqual({ gold: 1, practice: 0 });
    expect(await list()).toMatchObject([
      { prompt: "1", use: "gold", accepted: ["model_a"], language: null, explanation: null },
      { prompt: "3", completionA: "x, x", accepted: ["both_good", "tie"], explanation: "Because." },
      { prompt: "2", use: "practice", accepted: ["tie", "model_b"], language: "de" },
    ]);
  });

  it.each([
    [
      "gold.jsonl",
      '{"prompt":"1","completion_a":"x","completion_b":"y","accepted":"c"}',
      /line 1.*unknown outcome/i,
    ],
    ["gold.jsonl", '{"prompt":"1","completion_a":"x","completion_b":"y"}', /accepted.*is missing/],
    ["gold.jsonl", '{"prompt":"1","completion_a":"x","completion_b":"y","accepted":"a","use":"x"}', /use/],
    ["gold.csv", "prompt,completion_a\n1,x\n", /lacks completion_b/],
    ["gold.csv", "", /empty/],
  ])("refuses all of %s: %s", async (fileName, text, message) => {
    await expect(importText(fileName, text)).rejects.toThrow(message);
    expect(await list()).toEqual([]);
  });

  it("names a language of the pool where all name one, and none where none does", async () => {
    const { lead, campaignId } = campaign;
    const texts = {
      campaignId,
      prompt: "1",
      completionA: "x",
      completionB: "y",
      accepted: ["model_a" as const],
    };
    const early = await addGold(lead.context, texts);
    await importRows(lead.context, campaignId, makeRows({ languages: ["de", "en"] }));
    await rank(lead.context, campaignId);
    const named = /language must be one of de, en/;
    await expect(launchCampaign(lead.context, campaignId)).rejects.toThrow(named);
    await retireGold(lead.context, { campaignId, goldId: early.goldId });
    await expect(restoreGold(lead.context, { campaignId, goldId: early.goldId })).rejects.toThrow(named);
    await expect(addGold(lead.context, texts)).rejects.toThrow(named);
    await expect(addGold(lead.context, { ...texts, language: "fr" })).rejects.toThrow(/not "fr"/);
    await expect(addGold(lead.context, { ...texts, language: "de", system: "Be brief." })).rejects.toThrow(
      /system must be left out/,
    );
    await addGold(lead.context, { ...texts, language: "de" });
    // Practice is announced as such, and may be for everyone.
    await addGold(lead.context, { ...texts, use: "practice" });
    const row = '{"prompt":"1","completion_a":"x","completion_b":"y","accepted":"a"}';
    await expect(importText("gold.jsonl", row)).rejects.toThrow(/line 1, language: must be one of de, en/i);
    await launchCampaign(lead.context, campaignId);

    const plainCampaign = await createTestCampaign(test, { until: "imported" });
    const elsewhere = { ...texts, campaignId: plainCampaign.campaignId };
    const add = (language: string | null) => addGold(plainCampaign.lead.context, { ...elsewhere, language });
    await expect(add("de")).rejects.toThrow(/language must be left out/);
    await add(null);
  });

  it("is changed until somebody was given it", async () => {
    const { lead, campaignId, annotators } = await createTestCampaign(test, {
      annotators: 1,
      prompts: 40,
      goldShare: 0.5,
    });
    const texts = { campaignId, completionA: "x", completionB: "y", accepted: ["model_a" as const] };
    const ids: number[] = [];
    for (const prompt of ["1", "2", "3"])
      ids.push((await addGold(lead.context, { ...texts, prompt })).goldId);
    const edit = (goldId: number, more: object = {}) =>
      editGold(lead.context, { ...texts, goldId, prompt: "Better", accepted: ["tie", "model_b"], ...more });
    await edit(ids[0]!, { explanation: "Both say the same." });
    const { gold } = await listGold(lead.context, campaignId);
    expect(gold.map(({ id, prompt }) => [id, prompt])).toEqual([
      [ids[0], "Better"],
      [ids[1], "2"],
      [ids[2], "3"],
    ]);
    expect(gold[0]).toMatchObject({
      use: "gold",
      accepted: ["tie", "model_b"],
      explanation: "Both say the same.",
      mayEdit: true,
    });
    await expect(edit(ids[0]!, { language: "de" })).rejects.toThrow(/language must be left out/);
    const other = await createTestCampaign(test, { until: "created" });
    const foreign = { ...texts, campaignId: other.campaignId, goldId: ids[0]!, prompt: "x" };
    expect(await refusal(editGold(other.lead.context, foreign))).toBe("not_found");

    const desk = deskOf(annotators[0]!);
    for (let task = await desk.take(); !["Better", "2", "3"].includes(task.prompt); task = await desk.take())
      await desk.submit(task.taskId);
    // It is on somebody's screen, and was not answered.
    const { tasks } = await readLedger(test.database, campaignId);
    const { goldId } = tasks.find((task) => task.goldId !== null)!;
    expect(await refusal(edit(goldId!))).toBe("wrong_state");
    const after = (await listGold(lead.context, campaignId)).gold;
    expect(after.filter(({ mayEdit }) => !mayEdit).map(({ id }) => id)).toEqual([goldId]);
  });

  it("is retired, restored and ordered by leads of its own campaign alone", async () => {
    const { lead, campaignId } = campaign;
    const texts = { use: "practice", completionA: "a", completionB: "b", accepted: ["model_a"] } as const;
    const ids: number[] = [];
    for (const prompt of ["1", "2", "3"]) {
      const input = { campaignId, ...texts, prompt, accepted: [...texts.accepted] };
      ids.push((await addGold(lead.context, input)).goldId);
    }
    await orderPractice(lead.context, { campaignId, goldIds: [ids[2]!, ids[0]!, ids[1]!] });
    expect((await list()).map(({ prompt }) => prompt)).toEqual(["3", "1", "2"]);
    await retireGold(lead.context, { campaignId, goldId: ids[0]! });
    expect((await list()).map(({ retiredAt }) => retiredAt !== null)).toEqual([false, true, false]);
    await restoreGold(lead.context, { campaignId, goldId: ids[0]! });
    expect((await list()).every(({ retiredAt }) => retiredAt === null)).toBe(true);
    const other = await createTestCampaign(test, { until: "created" });
    const foreign = { campaignId: other.campaignId, goldId: ids[0]! };
    expect(await refusal(retireGold(other.lead.context, foreign))).toBe("not_found");
  });

  it("has half of what people are given at most, with the repeats", async () => {
    const { lead, campaignId } = campaign;
    await updateCampaign(lead.context, { campaignId, settings: { goldShare: 0.3 } });
    const more = updateCampaign(lead.context, { campaignId, settings: { repeatShare: 0.3 } });
    expect(await refusal(more)).toBe("invalid_input");
  });

  it("keeps every wording of the guidelines, and shows what changed to who has read an earlier one", async () => {
    const { lead, campaignId, annotators } = campaign;
    const [ana] = annotators;
    const desk = async () => getDesk(ana!.context, await ana!.member());
    expect(await desk()).toMatchObject({
      guidelinesVersion: 1,
      guidelinesSeen: null,
      guidelinesChange: null,
    });
    await seeGuidelines(ana!.context, await ana!.member(), { campaignId, version: 1 });
    const reword = (guidelines: string) =>
      updateCampaign(lead.context, { campaignId, settings: { guidelines } });
    await reword("Be kind.");
    expect((await desk()).guidelinesVersion).toBe(1);
    await reword("Be very kind.");
    expect(await desk()).toMatchObject({
      guidelinesVersion: 2,
      guidelinesSeen: 1,
      guidelinesChange: [
        { kind: "same", text: "Be " },
        { kind: "added", text: "very " },
        { kind: "same", text: "kind." },
      ],
    });
    // Nobody has read what there is not yet, and an old page takes nothing back.
    await seeGuidelines(ana!.context, await ana!.member(), { campaignId, version: 9 });
    await seeGuidelines(ana!.context, await ana!.member(), { campaignId, version: 1 });
    expect(await desk()).toMatchObject({ guidelinesSeen: 2, guidelinesChange: null });
    const versions = await listGuidelineVersions(lead.context, campaignId);
    expect(versions.map(({ version, text }) => [version, text])).toEqual([
      [2, "Be very kind."],
      [1, "Be kind."],
    ]);
  });
});
