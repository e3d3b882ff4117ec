import { describe, expect, it } from "vitest";
import { alignTokens } from "./align-tokens";
import { cutCompletion } from "./cut-completion";
import { parseJson } from "./parse-json";
import { parseLogprobs } from "./parse-logprobs";

const spansOf = (tokens: string[], text: string) => {
  const spans = alignTokens(tokens, text);
  return "reason" in spans ? spans.reason : spans.map(({ from, to }) => text.slice(from, to));
};

describe("alignTokens", () => {
  it.each([
    ["plain tokens", ["Li", "ma", "."], "Lima.", ["Li", "ma", "."]],
    ["the beginning of a text", ["<s>", "<|im_start|>", "Li", "ma"], "Lima", ["Li", "ma"]],
    ["marks of tokenizers", ["▁The", "Ġcity", "Ċ"], " The city\n", [" The", " city", "\n"]],
    ["a space that decoding lost", ["The", "city"], "The city", ["The", " city"]],
    ["parts of a character", ["A", "\ufffd", "\ufffd", "\ufffd", "!"], "A🎉!", ["A", "🎉", "!"]],
    ["bytes of a character", ["A", "bytes:\\xe2\\x80", "bytes:\\x99", "s"], "A’s", ["A", "’", "s"]],
    ["parts at the end", ["A", "\ufffd", "\ufffd"], "Aé", ["A", "é"]],
    ["a replacement that the text has itself", ["A", "\ufffd", "b"], "A\ufffdb", ["A", "\ufffd", "b"]],
    ["a first token that is not told", ["", " capital"], "The capital", ["The", " capital"]],
    ["a text that begins like a special token", ["<b>", "x"], "<b>x", ["<b>", "x"]],
    ["no text", [], "", []],
  ])("lays %s along the text", (_, tokens, text, expected) => {
    expect(spansOf(tokens, text)).toEqual(expected);
  });

  it.each([
    [["Li", "mo"], "Lima", /token 2, "mo", does not fit the text, which goes on with "ma"/],
    [["Li"], "Lima", /stop 2 characters before/],
    [["Li", "ma", "!"], "Lima", /1 tokens follow after the end/],
    [["x", "\ufffd", "z"], "xy and much more than four", /does not fit/],
  ])("says where %j stop fitting %j", (tokens, text, reason) => {
    expect(spansOf(tokens, text)).toMatch(reason);
  });
});

describe("cutCompletion", () => {
  const text = { before: "Q: Peru?\n", completion: "Lima 🎉" };
  const given = {
    tokens: ["Q:", " Peru", "?\n", "Li", "ma", " ", "\ufffd", "\ufffd"],
    logprobs: [null, -3, -1, -0.5, -0.25, -0.125, -1, -2],
    top: [[], [], [], [["Li", -0.5]], [["ma", -0.25]], [[" ", -0.125]], [["\ufffd", -1]], [["\ufffd", -2]]],
  };

  it("keeps the completion's own tokens, parts of one character together", () => {
    const cut = cutCompletion(given, text, "logprobs");
    expect(cut).toEqual({
      tokens: ["Li", "ma", " ", "🎉"],
      logprobs: [-0.5, -0.25, -0.125, -3],
      top: [[["Li", -0.5]], [["ma", -0.25]], [[" ", -0.125]], [["🎉", -3]]],
    });
  });

  it("leaves out one generated token where one was asked for", () => {
    const more = { tokens: [...given.tokens, "!"], logprobs: [...given.logprobs, -1] };
    expect(cutCompletion(more, text, "logprobs", 1)).toMatchObject({ tokens: ["Li", "ma", " ", "🎉"] });
    expect(cutCompletion(more, text, "logprobs")).toMatchObject({ reason: /1 tokens follow/ });
  });

  it.each([
    [{ tokens: ["Q: Peru", "?\nLi", "ma"], logprobs: [null, -1, -1] }, /"\?\\nLi" lies across the beginning/],
    [{ tokens: ["Q: Peru?\n", "Lima"], logprobs: [null, null] }, /"Lima" has no log-probability/],
    [{ tokens: ["Q: Peru?\n", "Lima"], logprobs: [null, 0.5] }, /0.5 is positive/],
    [{ tokens: ["Q: Peru?\n", "Lima"], logprobs: [null, "x"] }, /expected a number, got text "x"/],
    [
      {
        tokens: ["Q: Peru?\n", "Lima"],
        logprobs: [null, -1],
        top: [
          [],
          [
            ["Lima", -0.1],
            ["x", -0.1],
          ],
        ],
      },
      /add up to 1.80967/,
    ],
  ])("names what is wrong with %j", (wrong, reason) => {
    expect(cutCompletion(wrong, { before: "Q: Peru?\n", completion: "Lima" }, "logprobs")).toMatchObject({
      reason: expect.stringMatching(reason),
    });
  });
});

describe("the forms of servers that score a text", () => {
  const read = (logprobs: unknown, completion: string) => parseLogprobs(logprobs, "atlas-2", completion);
  const lima = { tokens: ["Li", "ma"], logprobs: [-0.5, -0.25] };

  it("reads the completions form of OpenAI, with the prompt before it or not", () => {
    const top = [{ Li: -0.5, The: -2 }, { ma: -0.25 }];
    const echoed = {
      tokens: ["Q", ":", "Li", "ma"],
      token_logprobs: [null, -4, -0.5, -0.25],
      top_logprobs: [null, { ":": -4 }, ...top],
      text_offset: [0, 1, 2, 4],
    };
    const expected = {
      ...lima,
      top: [
        [
          ["Li", -0.5],
          ["The", -2],
        ],
        [["ma", -0.25]],
      ],
    };
    expect(read(echoed, "Lima")).toEqual({ logprobs: { "atlas-2": expected } });
    const own = { tokens: lima.tokens, token_logprobs: lima.logprobs };
    expect(read({ ...own, top_logprobs: top }, "Lima")).toEqual({ logprobs: { "atlas-2": expected } });
    expect(read({ ...own, top_logprobs: null }, "Lima")).toEqual({ logprobs: { "atlas-2": lima } });
    expect(read({ tokens: [], token_logprobs: [] }, "")).toEqual({
      logprobs: { "atlas-2": { tokens: [], logprobs: [] } },
    });
  });

  // Ids that JavaScript would sort: the token of the text comes first, whatever its id.
  const vllm =
    '{"prompt_logprobs": [null, {"90": {"logprob": -0.5, "rank": 1, "decoded_token": "Li"}, "7": {"logprob": -2, "rank": 2, "decoded_token": "The"}}, {"80": {"logprob": -0.25, "rank": 3, "decoded_token": "ma"}, "5": {"logprob": -3, "rank": 4, "decoded_token": "me"}, "6": {"logprob": -3, "rank": 5, "decoded_token": "me"}}], "12": {"a": 1}}';

  it("reads vLLM's prompt_logprobs in the order of the file", () => {
    const parsed = parseJson(vllm) as { value: Record<string, unknown> };
    expect(parsed.value["12"]).toEqual({ a: 1 });
    const { logprobs } = read(parsed.value, "Lima") as {
      logprobs: Record<string, { top: [string, number][][] }>;
    };
    expect(logprobs["atlas-2"]).toMatchObject(lima);
    expect(logprobs["atlas-2"]!.top[0]).toEqual([
      ["Li", -0.5],
      ["The", -2],
    ]);
    // Two ids that read alike have the sum of their probabilities.
    expect(logprobs["atlas-2"]!.top[1]![1]![1]).toBeCloseTo(Math.log(2 * Math.exp(-3)), 12);
  });

  it.each([
    [{ tokens: ["a"], token_logprobs: "no" }, "logprobs.token_logprobs: expected a list of numbers"],
    [{ tokens: ["a"], token_logprobs: [] }, "logprobs.token_logprobs: has 0 entries where tokens has 1"],
    [{ tokens: ["a"], token_logprobs: [-1], top_logprobs: [] }, "logprobs.top_logprobs: has 0 entries"],
    [{ tokens: [1], token_logprobs: [-1] }, "logprobs.tokens[0]: expected text, got number 1"],
    [{ tokens: ["b"], token_logprobs: [-1] }, "the tokens do not end with the completion's text"],
    [{ tokens: ["a", "x"], token_logprobs: [-1, -1] }, "the tokens do not end with the completion's text"],
    [{ tokens: ["a"], token_logprobs: [null] }, 'the token "a" has no log-probability'],
    [{ tokens: ["a"], token_logprobs: [0.1] }, "logprobs.logprobs[0]: 0.1 is positive"],
    [{ tokens: ["a"], token_logprobs: [NaN] }, "NaN is not a finite number"],
    [{ tokens: ["a"], token_logprobs: [-1], top_logprobs: [{ a: -0.1, b: -0.1 }] }, "add up to 1.80967"],
    [{ prompt_logprobs: {} }, "expected a list"],
    [
      { prompt_logprobs: [null, null] },
      "logprobs.prompt_logprobs[1]: expected an object of token ids, got null",
    ],
    [{ prompt_logprobs: [{}] }, "logprobs.prompt_logprobs[0]: names no token"],
    [{ prompt_logprobs: [null, { 3: { logprob: -1 } }] }, "decoded_token: is missing"],
    [
      { prompt_logprobs: [null, { 3: { logprob: 1, decoded_token: "a" } }] },
      "1 is positive: a log-probability is at most 0",
    ],
  ])("refuses %j", (logprobs, problem) => {
    const fault = read(logprobs, "a") as { field: string; reason: string };
    expect(`${fault.field}: ${fault.reason}`).toContain(problem);
  });
});
