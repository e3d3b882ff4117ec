import { expect, test } from "vitest";
import { nextPairTable } from "./next-pair-table";
import { protocolSettings } from "./setting-options";

test("status prints each pair's chance to be next, and nothing where a pair cannot be drawn", () => {
  const pair = { modelA: "atlas", modelB: "birch", judgments: 12, drawn: 14, left: 6, probability: 0.625 };
  const whole = { ...pair, modelB: "cedar", drawn: 20, left: 0, probability: null };
  expect(nextPairTable([pair, whole]).replaceAll("\u00a0", " ").split("\n")).toEqual([
    "pair           judgments  drawn  not drawn  chance to be next",
    "atlas – birch         12     14          6             62.5 %",
    "atlas – cedar         12     20          0                  –",
  ]);
});

test("the allocation is given as an option", () => {
  const options = { promptOncePerAnnotator: true };
  expect(protocolSettings({ ...options, pairAllocation: "uncertain" })).toEqual({
    pairAllocation: "uncertain",
  });
});
