import { afterEach, describe, expect, it } from "vitest";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import { utilityWeights, weightPresets } from "@/server/core/sampling/utility-weights";
import { arrangeStratum, rearrangeStratum } from "../draw/arrange-stratum";
import { drawRows } from "../draw/draw-plan";
import { Arranger } from "./arranger";

const options = { mode: "measure", controlShare: 0.15, armNames: ["slice:language=de"] } as const;

function makeStratum(size: number) {
  const random = createRandom("stratum");
  const utilities = Float64Array.from({ length: size }, () => random.next());
  const ranks = utilityRanks(utilities, random);
  const members = Uint8Array.from({ length: size }, () => (random.next() < 0.1 ? 1 : 0));
  return {
    stratumId: 1,
    comparisonIds: Int32Array.from({ length: size }, (_, i) => i + 1),
    utilities,
    ranks,
    weights: utilityWeights(ranks, weightPresets.balanced),
    arms: [{ share: 0.2, members }],
  };
}

describe("Arranger", () => {
  const arranger = new Arranger();
  afterEach(() => arranger.stop());

  it("gives on its thread, where large strata go, what it gives without", async () => {
    const stratum = makeStratum(10_050);
    const launch = { stratum, ...options, seed: "s" };
    const plan = await arranger.arrange(launch);
    expect(plan).toEqual(arrangeStratum(launch));
    const opened = 100;
    const standing = {
      comparisonIds: plan.comparisonIds.slice(0, opened),
      controlCoin: plan.controlCoin.slice(0, opened),
      controlPlace: plan.controlPlace.slice(0, opened),
    };
    const undrawn = plan.comparisonIds.slice(opened).sort();
    const even = new Float64Array(undrawn.length).fill(1 / undrawn.length);
    const next = { weightsId: 2, comparisonIds: undrawn, utilities: even, weights: even };
    const change = { stratum, ...options, standing, next, seeds: { launch: "s", change: "t" } };
    const changed = await arranger.arrange(change);
    expect(changed).toEqual(rearrangeStratum(change));
    expect(drawRows(changed, 0, 1)).toMatchObject([{ number: 101, weightsId: 2 }]);
    // Coins and u that the seed does not give would make probabilities that are wrong.
    const other = { ...change, seeds: { launch: "other", change: "t" } };
    await expect(arranger.arrange(other)).rejects.toThrow("not of the control arm");
  }, 20_000);

  it("starts no thread for small strata", async () => {
    const launch = { stratum: makeStratum(50), ...options, seed: "s" };
    expect(await arranger.arrange(launch)).toEqual(arrangeStratum(launch));
  });
});
