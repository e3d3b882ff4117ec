import { expect, it } from "vitest";
import { playPlan } from "../plan/play-plan";
import { playOnThread } from "./play-on-thread";

it("plays on another thread what it would play here", { timeout: 30_000 }, async () => {
  const input = {
    N: 120,
    n: 30,
    tieRate: 0.2,
    margin: 0.4,
    auc: 0.6,
    preset: "balanced",
    controlShare: 0.15,
    campaigns: 200,
    seed: "s",
    level: 0.05,
    rule: null,
  } as const;
  expect(await playOnThread(input)).toEqual(playPlan(input));
});
