import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countTopLevelKeys } from "./count-top-level-keys";
import { locateJsonFault } from "./locate-json-fault";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Valid JSON with a few characters removed, doubled or replaced. */
const damagedJson = fc
  .tuple(
    fc.json(),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom("", '"', "{", "]", ",", ":", "\\", "-", "0", "e", "NaN", "\n")),
      { maxLength: 3 },
    ),
  )
  .map(([json, edits]) =>
    edits.reduce((text, [at, replacement]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + replacement + text.slice(index + 1);
    }, json),
  );

describe("locateJsonFault", () => {
  it("finds a fault exactly where JSON.parse fails, equal keys apart", () => {
    fc.assert(
      fc.property(damagedJson, (text) => {
        const fault = locateJsonFault(text);
        if (!isJson(text)) expect(fault).toBeDefined();
        else
          expect(fault?.reason ?? "is given twice in the same object").toBe(
            "is given twice in the same object",
          );
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['{"a": [1, NaN]}', "a[1]", 11, "NaN is not JSON; write a number or leave the value out"],
    [
      '{"a": -Infinity}',
      "a",
      7,
      "-Infinity is not JSON; write a number such as -9999 or leave the value out",
    ],
    ['{"a": None}', "a", 7, "None is not JSON; write null"],
    ["{'a': 1}", "", 2, `expected a key in double quotes, found "'"`],
    ['{"a": 1,}', "", 9, 'expected a key in double quotes, found "}"'],
    ['{"a": 01}', "a", 7, "01} is not a JSON number"],
    ['{"a": {"b": 1, "b": 2}}', "a.b", 16, "is given twice in the same object"],
    ['{"a": "x\ty"}', "a", 9, "holds the raw control character U+0009; write it as \\u0009"],
    ['{"a": "\\x"}   ', "a", 8, "holds \\x, which is not an escape of JSON"],
    ['{"a": 1} {"b": 2}', "", 10, 'unexpected "{" after the end of the value'],
    ['{"a": [1, 2', "a[1]", 12, 'the text ends where "," or "]" after the value should be; is it cut off?'],
    ["[".repeat(600), "[0]".repeat(501), 502, "is nested more than 500 levels deep"],
  ])("explains %s", (text, field, column, reason) => {
    expect(locateJsonFault(text)).toEqual({ field, column, reason });
  });
});

describe("countTopLevelKeys", () => {
  it("counts the keys of any object, in any spacing", () => {
    const object = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue());
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(countTopLevelKeys(text)).toBe(Object.keys(JSON.parse(text)).length);
      }),
      { numRuns: 1000 },
    );
  });

  it("counts equal keys as often as they come", () => {
    expect(countTopLevelKeys('{"a":1, "a" : {"a":2},"b":"\\"}","a":[[]]}')).toBe(4);
    expect(countTopLevelKeys(`{"a":"${'\\"'.repeat(40)}\\\\","b":"${"x".repeat(100)}\\"y"}`)).toBe(2);
  });
});
