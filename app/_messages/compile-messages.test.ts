import formatMessage from "icu-minify/format";
import { expect, test } from "vitest";
import { compileMessages } from "./compile-messages";

const english = {
  plain: "Don't go",
  judged: "{count, plural, one {# comparison} other {# comparisons}}",
  only: { here: "Here" },
};

test("a language speaks where it has words, English where it has none", () => {
  const messages = compileMessages(english, {
    plain: "Geh nicht",
    judged: "",
    only: "nothing",
    unknown: "not in English",
  });
  expect(messages).toMatchObject({ plain: "Geh nicht", only: { here: "Here" } });
  expect(messages).not.toHaveProperty("unknown");
  const judged = messages["judged"] as Parameters<typeof formatMessage>[0];
  const formatters = {
    getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) =>
      new Intl.PluralRules(...given),
    getNumberFormat: (...given: ConstructorParameters<typeof Intl.NumberFormat>) =>
      new Intl.NumberFormat(...given),
    getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
      new Intl.DateTimeFormat(...given),
  };
  expect(formatMessage(judged, "en", { count: 1 }, { formatters })).toBe("1 comparison");
  expect(formatMessage(judged, "en", { count: 1200 }, { formatters })).toBe("1,200 comparisons");
});

test("parsed messages are such as may travel to the browser", () => {
  const [, , options] = (compileMessages(english)["judged"] as unknown[][])[0] ?? [];
  expect(Object.getPrototypeOf(options)).toBe(Object.prototype);
});
