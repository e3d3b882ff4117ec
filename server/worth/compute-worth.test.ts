import { describe, expect, it } from "vitest";
import { judgedOrders } from "../testing/judged-orders";
import { notFinite } from "../testing/not-finite";
import { computeWorth } from "./compute-worth";
import { WorthTable } from "./schemas";

const row = (table: WorthTable, id: string) => table.rows.find((candidate) => candidate.id === id);

describe("computeWorth", () => {
  it("puts in words what the intervals say: a metric beyond the controls, one that is length, one that is nothing", () => {
    const table = computeWorth(
      judgedOrders({
        comparisons: 2400,
        pairs: 3,
        tieRate: (difference, length) => 0.9 - 0.6 * difference - 0.3 * length,
        seed: "a",
      }),
    );
    expect(table.scope).toBe("pair");
    expect(table.best).toBe("sees");
    expect(row(table, "sees")?.verdict).toBe("beats-controls");
    expect(row(table, "long")?.verdict).toBe("length");
    expect(row(table, "blind")?.verdict).toBe("chance");
    expect(row(table, "random")).toMatchObject({ verdict: "control", kind: "control" });
    expect(row(table, "mean-length")?.againstLength).toBeNull();
    // The same order as the control's: no difference at all, in any resample.
    expect(row(table, "long")?.againstLength).toEqual({ difference: 0, ci: [0, 0] });
    expect(table.claims).toBe(3);
    expect(table.sentences[0]).toMatch(
      /^Title of sees brings \d+\u00a0% fewer ties in its first fifth \(95 % interval/,
    );
    expect(table.sentences[1]).toMatch(
      /^By chance alone the best of 3 orders reaches \d+\u00a0% .*; this is above that\.$/,
    );
    expect(WorthTable.parse(structuredClone(table))).toEqual(table);
    expect(notFinite(table)).toEqual([]);
  });

  it("does not believe a metric that saves no more than length", () => {
    const table = computeWorth(
      judgedOrders({ comparisons: 600, tieRate: (_, length) => 0.9 - 0.8 * length, seed: "b" }),
    );
    expect(table.best).toBeNull();
    expect(row(table, "long")?.verdict).toBe("length");
    expect(table.sentences[0]).toMatch(
      /^No metric beats the length control on this campaign\. The largest saving is that of title of long/,
    );
  });

  it("says when an order goes the wrong way", () => {
    const table = computeWorth(
      judgedOrders({ comparisons: 600, tieRate: (difference) => 0.1 + 0.8 * difference, seed: "c" }),
    );
    expect(row(table, "sees")?.verdict).toBe("backfires");
    expect(table.sentences[0]).toBe("No metric brings fewer ties than chance on this campaign.");
    expect(table.sentences.at(-1)).toMatch(/^Title of sees goes the wrong way here/);
  });

  it("says not yet, and how many more, instead of numbers on next to nothing", () => {
    for (const comparisons of [0, 1, 7, 49]) {
      const table = computeWorth(judgedOrders({ comparisons, tieRate: () => 0.5, seed: "d" }));
      expect(table.missing).toBeGreaterThanOrEqual(50 - comparisons);
      expect(table.sentences).toHaveLength(1);
      expect(table.sentences[0]).toMatch(/^Not measured yet: /);
      for (const { kind, top, verdict, auc } of table.rows) {
        expect(verdict).toBe(kind === "control" ? "control" : "unmeasured");
        expect(top).toEqual({ tieRate: null, reduction: null, ci: null, nullQuantile95: null });
        expect(auc).toBeNull();
      }
      expect(notFinite(table)).toEqual([]);
    }
    const few = computeWorth(judgedOrders({ comparisons: 200, tieRate: () => 0.01, seed: "e" }));
    const tied = Math.round((few.tieRate as number) * 200);
    expect(tied).toBeLessThan(5);
    expect(few.missing).toBe(Math.ceil((5 * 200) / Math.max(1, tied)) - 200);
  });

  it("ranks everything together where a pair has a handful of comparisons", () => {
    const table = computeWorth(
      judgedOrders({ comparisons: 300, pairs: 60, tieRate: (d) => 0.9 - 0.7 * d, seed: "f" }),
    );
    expect(table.scope).toBe("pooled");
    expect(row(table, "sees")?.top.reduction).toBeGreaterThan(0.3);
  });

  it("gives no numbers for what it could not score", () => {
    const input = judgedOrders({ comparisons: 200, tieRate: () => 0.5, seed: "g" });
    input.orders[1]?.utility.fill(Number.NaN);
    const table = computeWorth(input);
    expect(row(table, "blind")).toMatchObject({ verdict: "unmeasured", unscored: 200, auc: null });
    expect(row(table, "blind")?.top.reduction).toBeNull();
    expect(notFinite(table)).toEqual([]);
  });

  it("compares with no control that is not scored, and says so", () => {
    const input = judgedOrders({
      comparisons: 600,
      tieRate: (difference) => 0.9 - 0.7 * difference,
      seed: "h",
    });
    const table = computeWorth({ ...input, orders: input.orders.filter(({ kind }) => kind !== "control") });
    expect(row(table, "sees")).toMatchObject({
      verdict: "length",
      againstLength: null,
      aucWithinLength: null,
    });
    expect(table.sentences[0]).toMatch(/The length control is not scored here/);
  });
});
