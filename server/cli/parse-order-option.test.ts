import { describe, expect, test } from "vitest";
import { gatherMember, gatherPairs, gatherSliceMinimum } from "./parse-order-option";
import { rankingSettings } from "./setting-options";

describe("options of an order", () => {
  test("a metric with its weight behind the last equals sign", () => {
    const members = ["chrf", "length-gap=0.5", "score-gap:a=b=-2"].reduce<ReturnType<typeof gatherMember>>(
      (earlier, text) => gatherMember(text, earlier),
      [],
    );
    expect(members).toEqual([
      { metric: "chrf", weight: 1 },
      { metric: "length-gap", weight: 0.5 },
      { metric: "score-gap:a=b", weight: -2 },
    ]);
    for (const wrong of ["chrf=", "chrf=much", "=2", "chrf=101", "chrf=NaN"])
      expect(() => gatherMember(wrong)).toThrow(/METRIC=WEIGHT/);
  });

  test("members alone choose the combination: weighted where a weight is given", () => {
    expect(rankingSettings({ combine: gatherMember("chrf") })).toMatchObject({ metric: "mean-of-ranks" });
    const weighted = gatherMember("chrf=2");
    expect(rankingSettings({ combine: weighted })).toEqual({ metric: "weighted-z", members: weighted });
    expect(rankingSettings({ combine: weighted, metric: "mean-of-ranks" })).toMatchObject({
      metric: "mean-of-ranks",
    });
    expect(rankingSettings({ metric: "chrf" })).toEqual({ metric: "chrf" });
  });

  test("model pairs", () => {
    expect(gatherPairs("all")).toEqual({ kind: "all" });
    expect(gatherPairs("baseline=a=b")).toEqual({ kind: "baseline", model: "a=b" });
    const chosen = gatherPairs("a, b", gatherPairs("b,c"));
    expect(chosen).toEqual({
      kind: "chosen",
      pairs: [
        ["b", "c"],
        ["a", "b"],
      ],
    });
    for (const wrong of ["a", "a,", "a,b,c", "baseline="]) expect(() => gatherPairs(wrong)).toThrow(/comma/);
    expect(() => gatherPairs("all", chosen)).toThrow(/alone/);
    expect(() => gatherPairs("a,b", { kind: "all" })).toThrow(/alone/);
  });

  test("slices with their least share", () => {
    const minimums = gatherSliceMinimum("tag:level:a=hard:er:0.1", gatherSliceMinimum("language=de:0.2"));
    expect(minimums).toEqual([
      { by: "language", value: "de", share: 0.2 },
      { by: "tag", tag: "level:a", value: "hard:er", share: 0.1 },
    ]);
    for (const wrong of ["de:0.2", "language=de", "language=de:0", "country=de:0.2", "tag=hard:0.2"])
      expect(() => gatherSliceMinimum(wrong)).toThrow(/language=de:0.2/);
  });
});
