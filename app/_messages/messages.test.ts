import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { refusalReasons } from "@/server/errors";
import type { MessageTree } from "./compile-messages";
import en from "./en.json";
import { type Language, languages } from "./languages";
import { messageFacts, pluralForms } from "./message-facts";

const folder = new URL(".", import.meta.url);
const english = flatten(en);
const others = Object.keys(languages).filter((language) => language !== "en") as Language[];

async function read(language: string): Promise<Map<string, string>> {
  return flatten(JSON.parse(await readFile(new URL(`${language}.json`, folder), "utf8")) as MessageTree);
}

function flatten(tree: MessageTree, path: string[] = []): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[[...path, key].join("."), value] as const]
      : [...flatten(value, [...path, key])],
  );
  return new Map(entries);
}

test("each language has a file, and each file is of a language", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  expect(files.sort()).toEqual(
    Object.keys(languages)
      .map((language) => `${language}.json`)
      .sort(),
  );
});

test("each refusal that an annotator may meet has words", () => {
  expect(Object.keys(en.errors.reasons).sort()).toEqual([...refusalReasons].sort());
});

describe.each(others)("%s", (language) => {
  test("has every message and no other", async () => {
    expect([...(await read(language)).keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("leaves no message empty", async () => {
    const empty = [...(await read(language))].filter(([, message]) => message.trim() === "");
    expect(empty).toEqual([]);
  });

  test("fills in and marks up the same as English, with its own plural forms", async () => {
    const forms = pluralForms(language);
    const wrong: string[] = [];
    for (const [key, message] of await read(language)) {
      const wanted = messageFacts(english.get(key) ?? "");
      const { slots, plurals } = messageFacts(message);
      if (slots.join() !== wanted.slots.join())
        wrong.push(`${key}: ${slots.join()} instead of ${wanted.slots.join()}`);
      const differs = wanted.plurals.some((plural) => plural.length > 1);
      for (const plural of plurals) {
        const unknown = plural.filter((form) => !forms.includes(form));
        const missing = differs ? forms.filter((form) => !plural.includes(form)) : [];
        if (unknown.length + missing.length > 0)
          wrong.push(`${key}: has ${plural.join()}, needs ${forms.join()}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is not English left as it was", async () => {
    const sentences = [...(await read(language))].filter(([, message]) => message.split(" ").length > 3);
    expect(sentences.filter(([key, message]) => message === english.get(key))).toEqual([]);
  });
});

test("what a message is made of is seen through plurals and tags", () => {
  expect(
    messageFacts("{count, plural, one {<b>#</b> of {name}} other {# {kind, select, x {y} other {z}}}}"),
  ).toEqual({
    slots: ["<b>", "count: plural", "kind: select", "name"],
    plurals: [["one", "other"]],
  });
  expect(messageFacts("plain")).toEqual({ slots: [], plurals: [] });
  expect(() => messageFacts("{count, plural, one {#}")).toThrow();
  expect(pluralForms("ar")).toEqual(["few", "many", "one", "other", "two", "zero"]);
  expect(pluralForms("ja")).toEqual(["other"]);
  expect(pluralForms("fr")).toEqual(["one", "other"]);
});
