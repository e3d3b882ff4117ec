import { describe, expect, it } from "vitest";
import { metrics } from "@/server/core/disagreement/registry";
import { inSentence, metricName, metricTitle, orderName } from "./metric-title";

describe("what metrics are called where people read", () => {
  it("is their title, for combinations and columns too; what is unknown keeps its spec", () => {
    expect(metricTitle("ncd")).toBe("Compression distance");
    expect(metricTitle("mean-of-ranks")).toBe("Mean of ranks");
    expect(metricTitle("score-gap:reward")).toContain("reward");
    expect(metricTitle("gone")).toBe("gone");
    for (const { id } of metrics) expect(metricTitle(id)).not.toBe(id);
  });

  it("goes on in small letters inside a sentence, unless it begins with a number or an abbreviation", () => {
    expect(metricName("ncd")).toBe("compression distance");
    expect(metricName("chrf")).toBe("1 − chrF");
    expect(metricName("unigram-kl")).toBe("unigram KL");
    expect(inSentence("KL of tokens")).toBe("KL of tokens");
  });

  it("names an order by it", () => {
    const members = [
      { metric: "chrf", weight: 1 },
      { metric: "ncd", weight: -0.5 },
    ];
    expect(orderName({ metric: "length-gap", members })).toBe("length gap");
    expect(orderName({ metric: "weighted-z", members })).toBe(
      "weighted z-scores of 1 − chrF and −0.5 × compression distance",
    );
  });
});
