import { describe, expect, it } from "vitest";
import campaign from "./campaign.json";

describe("campaign.json", () => {
  it("measures with a control arm and four outcomes, and guides in about 150 words", () => {
    expect(campaign).toMatchObject({ mode: "measure", metric: "chrf", preset: "balanced", outcomes: "four" });
    expect(campaign.controlShare).toBeGreaterThan(0);
    expect(campaign.guidelines.split(/\s+/).length).toBeLessThan(220);
    for (const choice of ["Both good", "Both bad", "Skip", "Flag"])
      expect(campaign.guidelines).toContain(choice);
  });

  it("does not tell annotators the names of the models", () => {
    expect(campaign.name + campaign.guidelines).not.toMatch(/atlas|birch|cedar/i);
  });
});
