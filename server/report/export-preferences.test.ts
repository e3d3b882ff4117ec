import { parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { downloadHandler } from "../http";
import { undoLast } from "../judgment/undo-last";
import { addSignInLink } from "../session/sign-in-link";
import type { TaskView } from "../task/schemas";
import {
  addAnnotator,
  draftCampaign,
  judge,
  launchedCampaign,
  somePrompts,
} from "../testing/campaign-factory";
import { signIn, withDatabase } from "../testing/signed-in";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { countPreferences, exportPreferences } from "./export-preferences";
import { type ExportedRows, exportDraws, exportJudgments, exportRanking } from "./export-rows";

/** Whoever uses the words of model b wins, except where the texts are all but equal. */
const preferB = (task: TaskView) => {
  const own = (text: string) => (text.match(/own1/g) ?? []).length;
  const [left, right] = [own(task.left), own(task.right)];
  return Math.max(left, right) < 4
    ? ("both_good" as const)
    : left > right
      ? ("left" as const)
      : ("right" as const);
};

async function bytesOf({ chunks }: Pick<ExportedRows, "chunks">): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk as string));
  return Buffer.concat(pieces);
}

const linesOf = async (exported: ExportedRows): Promise<Record<string, unknown>[]> =>
  (await bytesOf(exported))
    .toString("utf8")
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const parquetOf = async (exported: ExportedRows) =>
  parquetReadObjects({ file: new Uint8Array(await bytesOf(exported)).buffer });

describe.each(dialects)("preferences on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function judgedCampaign() {
    const campaign = await launchedCampaign(test, {
      prompts: somePrompts(20, ["a", "b"], () => "de"),
      judgmentsPerComparison: 2,
      promptOncePerAnnotator: false,
      budget: 15,
    });
    const [one, two] = [
      await addAnnotator(campaign.lead, campaign.campaignId),
      await addAnnotator(campaign.lead, campaign.campaignId),
    ];
    await judge(one, preferB);
    await judge(two, (task) => (task.prompt.includes("p20") ? "both_bad" : preferB(task)));
    await undoLast(two.context, two.member);
    return campaign;
  }

  it("hold the completion that people preferred as chosen, and say what they are without", async () => {
    const { campaignId, lead } = await judgedCampaign();
    const { note, ...exported } = await exportPreferences(lead, { campaignId, format: "jsonl" });
    const rows = await linesOf(exported);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      expect(row).toMatchObject({
        chosen_model: "b",
        rejected_model: "a",
        language: "de",
        turns: null,
        system: null,
      });
      expect(row["chosen"]).toContain("own1");
      expect(row["rejected"]).toContain("own0");
      expect(row["prompt"]).toBe(`Prompt ${row["prompt_id"] as string}`);
      expect(row["weight"] === null || (row["weight"] as number) > 0).toBe(true);
    }
    expect(rows.find(({ prompt_id }) => prompt_id === "p20")).toMatchObject({
      margin: 0.5,
      wins: 1,
      losses: 0,
      ties: 1,
      judgments: 2,
    });
    const { counts, note: counted } = await countPreferences(lead, { campaignId });
    expect(counts).toMatchObject({ exported: rows.length, even: 14 - rows.length, open: 1 });
    expect(note).toBe(counted);
    expect(note).toBe(
      `${rows.length} preferences. Left out: ${14 - rows.length} even comparisons, 1 not judged to the end.`,
    );
    const sure = await linesOf(
      await exportPreferences(lead, { campaignId, format: "jsonl", minimumMargin: 1 }),
    );
    expect(sure).toEqual(rows.filter(({ margin }) => margin === 1));
    expect(sure).toHaveLength(rows.length - 1);
  });

  it("and all other rows are the same in Parquet as in JSON Lines, with types", async () => {
    const { campaignId, lead } = await judgedCampaign();
    for (const [name, make] of Object.entries({
      exportPreferences,
      exportJudgments,
      exportDraws,
      exportRanking,
    })) {
      const lines = await linesOf(await make(lead, { campaignId, format: "jsonl" }));
      const read = await parquetOf(await make(lead, { campaignId, format: "parquet" }));
      const asLines = read.map((row) => JSON.parse(JSON.stringify(row, (_, value) => value ?? null)));
      expect({ name, rows: asLines }).toEqual({ name, rows: lines });
      expect(lines.length).toBeGreaterThan(5);
    }
  });

  it("are refused before launch", async () => {
    const { campaignId, lead } = await draftCampaign(test, { prompts: somePrompts(3, ["a", "b"]) });
    await expect(exportPreferences(lead, { campaignId, format: "jsonl" })).rejects.toMatchObject({
      code: "wrong_state",
    });
  });

  it("come over HTTP with minimums in the address, and with the note in a header", async () => {
    const { campaignId, lead } = await judgedCampaign();
    const { token } = await test.database.transaction((tx) =>
      addSignInLink(tx, { userId: lead.actor, campaignId: null, now: Date.now() }),
    );
    const { cookie } = await signIn(test.database, token);
    const get = (download: string) =>
      withDatabase(test.database, () =>
        downloadHandler(
          new Request(`http://127.0.0.1/${download}`, {
            headers: { cookie, "sec-fetch-site": "same-origin" },
          }),
          { params: Promise.resolve({ campaignId, download: download.split("?")[0] as string }) },
        ),
      );
    const answer = await get("preferences.jsonl?minimum-margin=1");
    const lines = (await answer.text()).trim().split("\n");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="test-preferences.jsonl"');
    expect(answer.headers.get("x-tiebreak-note")).toMatch(`${lines.length} preferences. Left out: `);
    expect(answer.headers.get("x-tiebreak-note")).toContain("1 below the least margin");
    const parquet = new Uint8Array(await (await get("judgments.parquet")).arrayBuffer());
    expect(Buffer.from(parquet.subarray(0, 4)).toString()).toBe("PAR1");
    expect((await get("preferences.jsonl?minimum-margin=2")).status).toBe(400);
    expect((await get("preferences.csv")).status).toBe(404);
  });
});
