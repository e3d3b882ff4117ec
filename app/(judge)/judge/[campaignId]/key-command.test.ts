import { describe, expect, test } from "vitest";
import { keyCommand } from "./key-command";

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
