import { describe, expect, it } from "vitest";
import { CampaignSettings } from "../campaign/schemas";
import { orderedBy, orderWords } from "./order-words";

const settings = (input: object) => CampaignSettings.parse({ name: "Test", ...input });
const member = (metric: string, weight = 1) => ({ metric, weight });

describe("an order in words", () => {
  it("is the metric, and nothing beside it by default", () => {
    expect(orderedBy(settings({}))).toBe("chrf");
    expect(orderWords(settings({}))).toEqual([]);
  });

  it("names what is combined, with weights where they matter", () => {
    const members = [member("chrf", 2), member("ncd"), member("mean-length", -0.5)];
    expect(orderedBy({ metric: "mean-of-ranks", members })).toBe(
      "mean of ranks of chrf, ncd and mean-length",
    );
    expect(orderedBy({ metric: "weighted-z", members })).toBe(
      "weighted z-scores of 2 × chrf, ncd and −0.5 × mean-length",
    );
  });

  it("is a single metric, whatever was combined before", () => {
    expect(orderedBy({ metric: "chrf", members: [member("bleu"), member("ncd")] })).toBe("chrf");
  });

  it("names pairs, spread and minimums that are not the default", () => {
    const words = orderWords(
      settings({
        spread: "prompt-maximum",
        pairChoice: { kind: "chosen", pairs: [["atlas", "birch"]] },
        sliceMinimums: [
          { by: "language", value: "de", share: 0.1 },
          { by: "tag", tag: "difficulty", value: "hard", share: 0.125 },
        ],
      }),
    );
    expect(words).toEqual([
      { label: "Ordered by", value: "the largest of the prompt's pairs" },
      { label: "Pairs", value: "atlas and birch" },
      { label: "Slice minimums", value: "language de 10\u202f%, difficulty hard 12.5\u202f%" },
    ]);
    const pairs = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => [name, "z"]);
    expect(orderWords(settings({ pairChoice: { kind: "chosen", pairs } }))).toEqual([
      {
        label: "Pairs",
        value: "a and z, b and z, c and z, d and z, e and z, f and z and 2 more",
      },
    ]);
    expect(orderWords(settings({ pairChoice: { kind: "baseline", model: "atlas" } }))).toEqual([
      { label: "Pairs", value: "atlas against each other model" },
    ]);
  });
});
