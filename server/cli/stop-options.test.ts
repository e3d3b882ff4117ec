import { expect, test } from "vitest";
import { protocolSettings } from "./setting-options";

test("points of the win rate become margins, twice as large; without an option there is no rule", () => {
  const options = { promptOncePerAnnotator: true };
  expect(protocolSettings(options)).toEqual({});
  expect(protocolSettings({ ...options, stopWhenDecided: true, stopWhenWithin: 5 })).toEqual({
    stopRule: { winner: true, equivalence: 0.1, width: null },
  });
  expect(protocolSettings({ ...options, stopWhenNarrower: 10 })).toEqual({
    stopRule: { winner: false, equivalence: null, width: 0.2 },
  });
});
