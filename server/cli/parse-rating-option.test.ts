import { describe, expect, it } from "vitest";
import { gatherTrajectory } from "./parse-rating-option";

describe("a training run as an option", () => {
  it("is read with its steps, after those before it", () => {
    const first = gatherTrajectory("base=atlas-1k:1000, atlas:v2:2e3");
    expect(first).toEqual([
      {
        name: "base",
        steps: [
          { model: "atlas-1k", step: 1000 },
          { model: "atlas:v2", step: 2000 },
        ],
      },
    ]);
    expect(gatherTrajectory("other=a:1,b:2", first).map(({ name }) => name)).toEqual(["base", "other"]);
  });

  it.each(["base", "base=", "base=a:1", "base=a:1,b", "base=a:1,b:", "base=a:1,b:many", "=a:1,b:2"])(
    "is refused as %j",
    (text) => {
      expect(() => gatherTrajectory(text)).toThrow(/RUN=MODEL:STEP/);
    },
  );
});
