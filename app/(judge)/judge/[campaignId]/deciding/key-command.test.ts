import { describe, expect, test } from "vitest";
import { keyCommand } from "./key-command";
import { defaultKeys, parseKeys, whyNotKey } from "./key-map";

const press = (key: string, more: Partial<Parameters<typeof keyCommand>[0]> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...more,
});

describe("keyCommand", () => {
  test.each([
    ["ArrowLeft", "left"],
    ["a", "left"],
    ["ArrowRight", "right"],
    ["D", "right"],
    ["w", "both_good"],
    ["s", "both_bad"],
    ["x", "skip"],
    ["f", "flag"],
    ["z", "undo"],
    ["Backspace", "undo"],
    ["g", "guidelines"],
    ["?", "keys"],
  ])("%s is %s", (key, command) => {
    expect(keyCommand(press(key), "four")).toBe(command);
  });

  test("with three outcomes S is a tie and W is nothing", () => {
    expect(keyCommand(press("s"), "three")).toBe("tie");
    expect(keyCommand(press("w"), "three")).toBeUndefined();
  });

  test("a held key, a shortcut of the browser and scrolling decide nothing", () => {
    expect(keyCommand(press("a", { repeat: true }), "four")).toBeUndefined();
    expect(keyCommand(press("a", { ctrlKey: true }), "four")).toBeUndefined();
    expect(keyCommand(press("ArrowLeft", { altKey: true }), "four")).toBeUndefined();
    expect(keyCommand(press("d", { metaKey: true }), "four")).toBeUndefined();
    for (const key of ["ArrowUp", "ArrowDown", "PageDown", " ", "Enter", "Tab"])
      expect(keyCommand(press(key), "four")).toBeUndefined();
  });

  test("on an Arabic or Cyrillic keyboard the key's place counts, on a French one what it types", () => {
    expect(keyCommand(press("ش", { code: "KeyA" }), "four")).toBe("left");
    expect(keyCommand(press("в", { code: "KeyD" }), "four")).toBe("right");
    expect(keyCommand(press("w", { code: "KeyZ" }), "four")).toBe("both_good");
    expect(keyCommand(press("é", { code: "Digit2" }), "four")).toBeUndefined();
  });
});

describe("keys of one's own", () => {
  const stored = JSON.stringify({ left: ["j"], right: ["k"], both_good: [" "], tie: "x", nothing: ["q"] });
  const keys = parseKeys(stored);

  test("take the place of the usual ones, and what cannot be used is passed over", () => {
    expect(keyCommand(press("j"), "four", keys)).toBe("left");
    expect(keyCommand(press("K"), "four", keys)).toBe("right");
    expect(keyCommand(press("a"), "four", keys)).toBeUndefined();
    expect(keyCommand(press("ArrowLeft"), "four", keys)).toBeUndefined();
    expect(keyCommand(press("w"), "four", keys)).toBe("both_good");
    expect(keyCommand(press("s"), "three", keys)).toBe("tie");
    for (const broken of ["", "{", "null", "[1]", '{"left": 3}'])
      expect(parseKeys(broken)).toEqual(defaultKeys);
  });

  test("may be neither another command's nor reserved for reading", () => {
    expect(whyNotKey(defaultKeys, "left", "j")).toBeUndefined();
    expect(whyNotKey(defaultKeys, "left", "a")).toBeUndefined();
    expect(whyNotKey(defaultKeys, "left", "x")).toBe("skip");
    expect(whyNotKey(defaultKeys, "left", "s")).toBe("both_bad");
    expect(whyNotKey(defaultKeys, "skip", "w")).toBe("both_good");
    expect(whyNotKey(defaultKeys, "tie", "w")).toBeUndefined();
    for (const key of ["ArrowDown", " ", "Enter", "Escape", "v", "t", "m", "1", "F5"])
      expect(whyNotKey(defaultKeys, "left", key)).toBe("reserved");
  });
});
