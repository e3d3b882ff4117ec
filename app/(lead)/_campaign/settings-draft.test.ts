import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkSettings, newSettings, readCampaignFile } from "./settings-draft";

describe("a campaign file", () => {
  test("the demo's is read whole", () => {
    const { settings, problems } = readCampaignFile(readFileSync("server/demo/campaign.json", "utf8"));
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ metric: "chrf", routing: "language", seed: "demo-1" });
  });

  test("what cannot be used is named, the rest is kept", () => {
    const { settings, problems } = readCampaignFile(
      JSON.stringify({ name: "Mine", controlShare: 2, metrics: "chrf", mode: "explore" }),
    );
    expect(settings).toEqual({ name: "Mine", mode: "explore" });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^controlShare: /);
    expect(problems[1]).toMatch(/^metrics: there is no setting/);
  });

  test.each(["{", "[]", "null", '"x"'])("%s is refused with a reason", (text) => {
    const { settings, problems } = readCampaignFile(text);
    expect(settings).toEqual({});
    expect(problems).toHaveLength(1);
  });

  test("a byte-order mark does no harm", () => {
    expect(readCampaignFile('\uFEFF{"name":"Mine"}').settings).toEqual({ name: "Mine" });
  });
});

describe("the form's settings", () => {
  test("a new campaign lacks only its name", () => {
    expect(Object.keys(checkSettings(newSettings()))).toEqual(["name"]);
    expect(checkSettings({ ...newSettings(), name: "Mine" })).toEqual({});
  });
});
