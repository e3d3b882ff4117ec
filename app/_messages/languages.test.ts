import { expect, test } from "vitest";
import { directionOf, languages, preferredLanguage } from "./languages";

test("a choice comes before what the browser asks for", () => {
  expect(preferredLanguage({ chosen: "hi", accepted: "de" })).toBe("hi");
  expect(preferredLanguage({ chosen: "xx", accepted: "de" })).toBe("de");
  expect(preferredLanguage({ chosen: "toString", accepted: null })).toBe("en");
});

test.each([
  ["pt-BR,pt;q=0.9,en;q=0.8", "pt"],
  ["en;q=0.5, ar-EG", "ar"],
  ["nl, zh-Hant-TW;q=0.9, en;q=0.1", "zh"],
  ["de;q=0, fr;q=0.2", "fr"],
  ["nl,*;q=0.5", "en"],
  ["DE-at", "de"],
  [";;,q=1", "en"],
  ["", "en"],
])("%s asks for %s", (accepted, language) => {
  expect(preferredLanguage({ chosen: undefined, accepted })).toBe(language);
});

test("there are ten languages and more, one of them from right to left", () => {
  const all = Object.keys(languages);
  expect(all.length).toBeGreaterThanOrEqual(10);
  expect(all.filter((language) => directionOf(language) === "rtl")).toEqual(["ar"]);
  expect(directionOf("ar-u-nu-latn")).toBe("rtl");
  expect(directionOf("arn")).toBe("ltr");
});
