import { expect, test } from "vitest";
import { timeAgo } from "./time-ago-words";

const now = 1_700_000_000_000;

test.each([
  [0, "just now"],
  [44_999, "just now"],
  [45_000, "1 min ago"],
  [5 * 60_000, "5 min ago"],
  [59.4 * 60_000, "59 min ago"],
  [59.6 * 60_000, "1 h ago"],
  [23.6 * 3_600_000, "1 day ago"],
  [72 * 3_600_000, "3 days ago"],
  [-72 * 3_600_000, "in 3 days"],
])("%d ms before now is %s", (before, words) => {
  expect(timeAgo(now - before, now)).toBe(words);
});
