import { describe, expect, it } from "vitest";
import { parseCompletionRow } from "./parse-completion-row";
import { parsePairRow } from "./parse-pair-row";

const completion = { prompt_id: "1", prompt: "Why?", model: "atlas-2", completion: "Because." };
const pair = {
  prompt_id: 7,
  prompt: "Why?",
  model_a: "x",
  model_b: "y",
  completion_a: "A",
  completion_b: "",
};

function completionProblems(change: Record<string, unknown>): unknown {
  const parsed = parseCompletionRow({ line: 3, value: { ...completion, ...change } });
  return Array.isArray(parsed) ? parsed.map(({ field, reason }) => `${field}: ${reason}`) : parsed;
}

function pairProblems(change: Record<string, unknown>): unknown {
  const parsed = parsePairRow({ line: 3, value: { ...pair, ...change } });
  return Array.isArray(parsed) ? parsed.map(({ field, reason }) => `${field}: ${reason}`) : parsed;
}

describe("parseCompletionRow", () => {
  it("reads a row with every column, under aliases, and leaves unknown fields out", () => {
    const value = {
      prompt_id: 12,
      model: "atlas-2",
      output: "Because.",
      lang: "en",
      category: "reasoning",
      system: "Be brief.",
      turns: [
        { role: "user", content: "Why?", name: "x" },
        { role: "assistant", content: "Hm." },
      ],
      sample: 2,
      meta: { source: { id: 3 } },
      logprobs: null,
      dataset: "unknown",
    };
    expect(parseCompletionRow({ line: 9, value })).toEqual({
      line: 9,
      promptId: "12",
      prompt: "Why?",
      model: "atlas-2",
      completion: "Because.",
      language: "en",
      category: "reasoning",
      system: "Be brief.",
      turns: [
        { role: "user", content: "Why?" },
        { role: "assistant", content: "Hm." },
      ],
      sample: 2,
      metadata: { source: { id: 3 } },
    });
  });

  it.each([
    [{ prompt_id: 2 ** 53 }, "prompt_id: is a number too large to be exact: write it as text, in quotes"],
    [{ prompt_id: "" }, "prompt_id: is empty"],
    [{ prompt_id: true }, "prompt_id: expected text, got boolean true"],
    [{ prompt_id: undefined }, "prompt_id: is missing"],
    [{ prompt: null }, "prompt: is missing"],
    [{ prompt: "" }, "prompt: is empty"],
    [{ prompt: "a\0b" }, "prompt: holds the character U+0000, which cannot be stored"],
    [{ completion: "\ud800" }, "completion: holds half of a surrogate pair, which is not text"],
    [{ completion: 4 }, "completion: expected text, got number 4"],
    [{ model: "m".repeat(513) }, "model: is longer than 512 characters"],
    [{ output: "again" }, "output: is the same column as completion: give one of them"],
    [{ language: ["en"] }, "language: expected text, got a list"],
    [{ score: "0.5" }, 'score: expected a finite number, got text "0.5"'],
    [{ score: 1, metadata: { score: 2 } }, "score: differs from the score in metadata: give one of them"],
    [{ embedding: "[1]" }, 'embedding: expected a list of numbers, got text "[1]"'],
    [{ embedding: [] }, "embedding: has 0 numbers: expected 1 to 65536"],
    [{ embedding: [1, null] }, "embedding[1]: expected a number, got null"],
    [{ embedding: [1, 1e300] }, "embedding[1]: 1e+300 is not a finite number of 32 bits"],
    [{ embedding: [0, -0] }, "embedding: holds only zeros, which point nowhere"],
    [{ sample: -1 }, "sample: expected a whole number from 0 to 1000000, got number -1"],
    [{ sample: "0" }, 'sample: expected a whole number from 0 to 1000000, got text "0"'],
    [{ meta: [1] }, "meta: expected an object, got a list"],
    [{ turns: "Why?" }, 'turns: expected a list of turns, got text "Why?"'],
    [{ turns: [] }, "turns: is an empty list: leave it out or give at least one turn"],
    [
      { turns: [{ role: "human", content: "x" }] },
      'turns[0].role: expected user, assistant or system, got text "human"',
    ],
    [{ turns: [{ role: "user" }] }, "turns[0].content: expected text, got nothing"],
    [
      { prompt: undefined, turns: [{ role: "assistant", content: "Hm." }] },
      "prompt: is missing, and turns has no user turn to take it from",
    ],
  ])("refuses %j", (change, problem) => {
    expect(completionProblems(change)).toEqual([problem]);
  });

  it("lists every problem of a row", () => {
    expect(completionProblems({ prompt: 1, model: 2, sample: 0.5 })).toHaveLength(3);
  });

  it("refuses metadata too deep to be written again", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`);
    expect(completionProblems({ metadata: deep })).toEqual(["metadata: is nested more than 100 levels deep"]);
  });
});

describe("a score and an embedding", () => {
  it("are read, the score into the metadata", () => {
    const read = completionProblems({ score: 0.5, metadata: { by: "r" }, embedding: [0.5, 1] });
    expect(read).toMatchObject({ metadata: { by: "r", score: 0.5 }, embedding: Float32Array.of(0.5, 1) });
  });
});

describe("logprobs", () => {
  const scored = { tokens: ["Be", "cause"], logprobs: [-0.5, 0], top: [[["Be", -0.5]], [["cause", 0]]] };
  const chat = (entry: object) => ({ logprobs: { content: [{ token: "Be", logprob: -0.5, ...entry }] } });

  it("reads the three forms into one", () => {
    const ofModel = { logprobs: { "atlas-2": scored } };
    expect(completionProblems({ logprobs: { scorers: { "atlas-2": scored } } })).toMatchObject(ofModel);
    expect(completionProblems({ logprobs: scored })).toMatchObject(ofModel);
    expect(
      completionProblems({
        logprobs: {
          content: [
            { token: "Be", logprob: -0.5, bytes: null, top_logprobs: [{ token: "Be", logprob: -0.5 }] },
            { token: "cause", logprob: 5e-7, top_logprobs: [{ token: "cause", logprob: 0 }] },
          ],
        },
      }),
    ).toMatchObject(ofModel);
    expect(completionProblems(chat({ top_logprobs: [] }))).toMatchObject({
      logprobs: { "atlas-2": { tokens: ["Be"], logprobs: [-0.5] } },
    });
  });

  it.each([
    [{ logprobs: 1 }, "logprobs: expected an object, got number 1"],
    [
      { logprobs: { probs: [] } },
      "logprobs: expected scorers, content, or tokens with logprobs; found probs",
    ],
    [{ logprobs: { scorers: {} } }, "logprobs.scorers: names no scoring model"],
    [
      { logprobs: { scorers: { "atlas-2": { tokens: ["a"], logprobs: [-1], top: [[["a", 0.2]]] } } } },
      "logprobs.scorers.atlas-2.top[0][0]: 0.2 is positive: a log-probability is at most 0",
    ],
    [
      {
        logprobs: {
          scorers: {
            "atlas-2": { tokens: ["a"], logprobs: [-1] },
            b: { tokens: ["a", "b"], logprobs: [-1, -1] },
          },
        },
      },
      "logprobs.scorers.atlas-2.tokens: is cut off: 1 tokens, after which b goes on to 2",
    ],
    [
      { logprobs: { scorers: { b: { tokens: ["a", "b"], logprobs: [-1, -Infinity] } } } },
      "logprobs.scorers.b.logprobs[1]: -Infinity is not a finite number",
    ],
    [{ logprobs: { tokens: ["a"], logprobs: [NaN] } }, "logprobs.logprobs[0]: NaN is not a finite number"],
    [{ logprobs: { tokens: ["a"], logprobs: [null] } }, "logprobs.logprobs[0]: expected a number, got null"],
    [
      { logprobs: { tokens: ["a"], logprobs: [1e-3] } },
      "logprobs.logprobs[0]: 0.001 is positive: a log-probability is at most 0",
    ],
    [{ logprobs: { tokens: ["a", 2], logprobs: [0, 0] } }, "logprobs.tokens[1]: expected text, got number 2"],
    [
      { logprobs: { tokens: ["a"], logprobs: [0, 0] } },
      "logprobs.logprobs: has 2 entries where tokens has 1",
    ],
    [
      { logprobs: { tokens: ["a"], logprobs: [0], top: [] } },
      "logprobs.top: has 0 entries where tokens has 1",
    ],
    [
      { logprobs: { tokens: ["a"], logprobs: [0], top: [[["a"]]] } },
      "logprobs.top[0][0]: expected [token, log-probability], got a list",
    ],
    [
      {
        logprobs: {
          tokens: ["a"],
          logprobs: [0],
          top: [
            [
              ["a", -0.1],
              ["b", -0.1],
            ],
          ],
        },
      },
      "logprobs.top[0]: the probabilities add up to 1.80967, more than 1: are these natural logarithms?",
    ],
    [chat({ logprob: "x" }), 'logprobs.content[0].logprob: expected a number, got text "x"'],
    [
      chat({ top_logprobs: [{ token: "a", logprob: 1 }] }),
      "logprobs.content[0].top_logprobs[0].logprob: 1 is positive: a log-probability is at most 0",
    ],
  ])("refuses %j", (change, problem) => {
    expect(completionProblems(change)).toEqual([problem]);
  });
});

describe("parsePairRow", () => {
  it("reads votes of judges, as outcomes or as probabilities", () => {
    const judge_votes = [
      { annotator: "gpt", vote: "b" },
      { annotator: "kimi", outcome: "both_good" },
      { annotator: "qwen", probabilities: { a: 0.75, tie: 0.25 } },
    ];
    expect(pairProblems({ judge_votes })).toMatchObject({
      judgments: [],
      judgeVotes: [
        { judge: "gpt", modelA: 0, modelB: 1, tie: 0 },
        { judge: "kimi", modelA: 0, modelB: 0, tie: 1 },
        { judge: "qwen", modelA: 0.75, modelB: 0, tie: 0.25 },
      ],
    });
    expect(pairProblems({ judge_votes: [] })).not.toHaveProperty("judgeVotes");
  });

  it.each([
    [{ judge_votes: "a" }, 'judge_votes: expected a list of votes, got text "a"'],
    [
      { judge_votes: [{ annotator: "x", probabilities: [1] }] },
      "judge_votes[0].probabilities: expected an object with a, b and tie, got a list",
    ],
    [
      { judge_votes: [{ annotator: "x", probabilities: { a: 0.5, b: 0.2 } }] },
      "judge_votes[0].probabilities: add up to 0.700000: expected 1",
    ],
    [
      { judge_votes: [{ annotator: "x", probabilities: { a: -1 } }] },
      "judge_votes[0].probabilities.a: expected a probability from 0 to 1, got number -1",
    ],
  ])("refuses %j", (change, problem) => {
    expect(pairProblems(change)).toEqual([problem]);
  });

  it("reads judgments under their alias, a and b included, and leaves their other fields out", () => {
    const votes = [
      { annotator: 4, vote: "a", strength: "slight" },
      { annotator: "b@x", outcome: "model_b" },
      { annotator: "c", vote: "tie" },
      { annotator: "d", outcome: "both_bad" },
    ];
    expect(pairProblems({ votes })).toEqual({
      line: 3,
      promptId: "7",
      prompt: "Why?",
      modelA: "x",
      modelB: "y",
      completionA: "A",
      completionB: "",
      judgments: [
        { annotator: "4", outcome: "model_a" },
        { annotator: "b@x", outcome: "model_b" },
        { annotator: "c", outcome: "tie" },
        { annotator: "d", outcome: "both_bad" },
      ],
    });
  });

  it.each([
    [{ model_b: "x" }, "model_b: is the same model as model_a"],
    [{ completion_b: undefined, output_b: 3 }, "output_b: expected text, got number 3"],
    [{ votes: {} }, "votes: expected a list of judgments, got an object"],
    [
      { votes: [{ annotator: "1", vote: "left" }] },
      'votes[0].vote: unknown outcome: expected one of a, model_a, b, model_b, tie, both_good, both_bad, got text "left"',
    ],
    [
      { judgments: [{ annotator: "1" }] },
      "judgments[0].outcome: is missing: expected one of a, model_a, b, model_b, tie, both_good, both_bad",
    ],
    [{ judgments: [{ outcome: "tie" }] }, "judgments[0].annotator: expected text, got nothing"],
    [
      { judgments: [{ outcome: "tie", vote: "tie", annotator: "1" }] },
      "judgments[0].vote: is the same as outcome: give one of them",
    ],
    [{ judgments: ["a"] }, 'judgments[0]: expected an object with annotator and outcome, got text "a"'],
  ])("refuses %j", (change, problem) => {
    expect(pairProblems(change)).toEqual([problem]);
  });
});
