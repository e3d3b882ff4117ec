import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { meanOverPrompts, profileModel } from "./profile-model";
import { profileText } from "./profile-text";

describe("meanOverPrompts", () => {
  it("averages a prompt's completions first, with Student's interval of the prompts' means", () => {
    const mean = meanOverPrompts([1, 3, 8, undefined, 5], [0, 0, 1, 1, 2]);
    // Means 2, 8 and 5: sd 3, and t at two degrees of freedom is 4.302653.
    expect(mean).toEqual({
      kind: "known",
      mean: 5,
      lower: expect.closeTo(5 - 4.302653 * Math.sqrt(3), 5),
      upper: expect.closeTo(5 + 4.302653 * Math.sqrt(3), 5),
      prompts: 3,
      leftOut: 1,
    });
  });

  it("has no interval for one prompt, and no mean for nothing", () => {
    expect(meanOverPrompts([4, 6], [7, 7])).toEqual({
      kind: "known",
      mean: 5,
      lower: undefined,
      upper: undefined,
      prompts: 1,
      leftOut: 0,
    });
    expect(meanOverPrompts([], [])).toEqual({ kind: "unknown", reason: "no-completions", leftOut: 0 });
    expect(meanOverPrompts([undefined], [0])).toEqual({ kind: "unknown", reason: "no-values", leftOut: 1 });
  });

  it("covers the mean of endlessly many prompts in about 95 of 100 samples", () => {
    const random = createRandom("means");
    let covered = 0;
    for (let run = 0; run < 1000; run++) {
      // Two completions per prompt that share the prompt's own level.
      const levels = Array.from({ length: 100 }, () => 10 * random.next());
      const values = levels.flatMap((level) => [level + random.next(), level + random.next()]);
      const mean = meanOverPrompts(
        values,
        Array.from(values, (_, place) => place >> 1),
      );
      if (mean.kind === "known" && mean.lower! <= 5.5 && 5.5 <= mean.upper!) covered++;
    }
    expect(covered / 1000).toBeGreaterThan(0.925);
    expect(covered / 1000).toBeLessThan(0.97);
  });
});

describe("profileModel", () => {
  it("tells every property's mean, and refusals with an interval that has a width", () => {
    const texts = ["# One two", "three", "I'm sorry, but I can't help with that."];
    const profile = profileModel(
      texts.map((text) => profileText(text, "de")),
      [0, 1, 2],
    );
    expect(profile.completions).toBe(3);
    // The interval of a count ends at 0.
    expect(profile.headers).toMatchObject({ kind: "known", mean: expect.closeTo(1 / 3, 12), lower: 0 });
    expect(profile.readability).toEqual({ kind: "unknown", reason: "no-values", leftOut: 3 });
    expect(profile.refusals).toMatchObject({ kind: "known", mean: expect.closeTo(1 / 3, 12) });
    const none = profileModel([profileText("fine", "en")], [0]).refusals;
    expect(none).toMatchObject({ mean: 0, lower: 0, upper: expect.closeTo(0.793, 3) });
    expect(profileModel([], []).refusals).toEqual({ kind: "unknown", reason: "no-completions", leftOut: 0 });
    expect(() => profileModel([], [1])).toThrow(RangeError);
  });
});
