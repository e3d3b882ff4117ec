import { describe, expect, it } from "vitest";
import { blockOfPair, scoreFirstPair } from "@/server/testing/scored-block";
import { judgeEntropy } from "./judge-entropy";
import { judgeGap } from "./judge-gap";
import { judgeScoreConflict } from "./judge-score-conflict";
import type { JudgeVotes } from "./metric";
import { scoreGap } from "./score-gap";

describe("score-gap", () => {
  const score = (first: number | undefined, second: number) =>
    scoreFirstPair(
      scoreGap,
      blockOfPair({ model: 0, text: "", score: first }, { model: 1, text: "", score: second }),
    );

  it.each([
    [0.7, -0.2, 0.9],
    [3, 3, 0],
  ])("of %j and %j", (first, second, expected) => {
    expect(score(first, second)).toBeCloseTo(expected, 12);
  });

  it("has no value where a score is missing", () => {
    expect(score(undefined, 1)).toBeNaN();
  });
});

describe("judge-entropy", () => {
  const score = (votes: JudgeVotes | undefined) =>
    scoreFirstPair(
      judgeEntropy,
      blockOfPair({ model: 0, text: "" }, { model: 1, text: "" }, { judgeVotes: [votes] }),
    );

  it.each([
    [{ first: 2, second: 2, tie: 0 }, Math.LN2],
    [{ first: 0, second: 5, tie: 0 }, 0],
    [{ first: 1, second: 1, tie: 1 }, Math.log(3)],
    // Probabilities of one judge: .5 ln 2 + 2 · .25 ln 4.
    [{ first: 0.25, second: 0.5, tie: 0.25 }, 1.5 * Math.LN2],
  ])("of %j", (votes, expected) => {
    expect(score(votes)).toBeCloseTo(expected, 12);
  });

  it("has no value without votes", () => {
    expect(score(undefined)).toBeNaN();
    expect(score({ first: 0, second: 0, tie: 0 })).toBeNaN();
  });
});

describe("judge-gap", () => {
  const score = (votes: JudgeVotes | undefined) =>
    scoreFirstPair(
      judgeGap,
      blockOfPair({ model: 0, text: "" }, { model: 1, text: "" }, { judgeVotes: [votes] }),
    );

  it.each([
    [{ first: 3, second: 0, tie: 1 }, 0.75],
    [{ first: 0, second: 3, tie: 1 }, 0.75],
    [{ first: 2, second: 2, tie: 0 }, 0],
    [{ first: 0, second: 0, tie: 3 }, 0],
    // Probabilities of two judges.
    [{ first: 0.9, second: 1, tie: 0.1 }, 0.05],
  ])("of %j", (votes, expected) => {
    expect(score(votes)).toBeCloseTo(expected, 12);
  });

  it("has no value without votes", () => {
    expect(score(undefined)).toBeNaN();
    expect(score({ first: 0, second: 0, tie: 0 })).toBeNaN();
  });
});

describe("judge-score-conflict", () => {
  const score = (votes: JudgeVotes | undefined, first: number | undefined, second: number) =>
    scoreFirstPair(
      judgeScoreConflict,
      blockOfPair(
        { model: 0, text: "", score: first },
        { model: 1, text: "", score: second },
        { judgeVotes: [votes] },
      ),
    );
  const forFirst = { first: 0.9, second: 0.1, tie: 0 };

  it("is how firmly the judges hold against the scores", () => {
    expect(score(forFirst, 1, 2)).toBeCloseTo(0.8, 12);
    expect(score(forFirst, 2, 1)).toBeCloseTo(-0.8, 12);
    expect(score({ first: 0, second: 1, tie: 0 }, 7, -3)).toBe(1);
    expect(score(forFirst, 1, 1)).toBe(0);
    expect(score({ first: 1, second: 1, tie: 2 }, 1, 2)).toBe(0);
  });

  it("has no value without votes or a score", () => {
    expect(score(undefined, 1, 2)).toBeNaN();
    expect(score(forFirst, undefined, 2)).toBeNaN();
  });
});
