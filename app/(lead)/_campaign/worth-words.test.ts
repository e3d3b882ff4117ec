import { expect, it } from "vitest";
import { boundsWords, orderByHref, signedShare } from "./worth-words";

it("says shares with their sign, and zero without one", () => {
  expect(signedShare(0.384)).toBe("+38\u202f%");
  expect(signedShare(-0.142)).toBe("−14\u202f%");
  expect(signedShare(-0.001)).toBe("0\u202f%");
  expect(signedShare(null)).toBe("–");
  expect(boundsWords([-0.1, 0.2])).toBe("−10\u202f% to +20\u202f%");
  expect(boundsWords(null)).toBe("no interval");
});

it("asks the order page for a metric, or for a combination with its members", () => {
  expect(orderByHref("c", { settings: { metric: "score-gap:reward", members: null } })).toBe(
    "/campaigns/c/order?metric=score-gap%3Areward#metric",
  );
  const members = [
    { metric: "chrf", weight: 1 },
    { metric: "bleu", weight: 2 },
  ];
  const { searchParams, hash } = new URL(
    orderByHref("c", { settings: { metric: "mean-of-ranks", members } }),
    "http://localhost",
  );
  expect(searchParams.get("metric")).toBe("mean-of-ranks");
  expect(JSON.parse(searchParams.get("members") as string)).toEqual(members);
  expect(hash).toBe("#metric");
});
