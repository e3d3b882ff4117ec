import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { languages } from "./languages";
import { wordsInCode } from "./words-in-code";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where an annotator's pages begin: everywhere but at the leads' and at what only programs ask for. */
const starts = readdirSync(join(root, "app"))
  .filter((name) => /^(\(.*\)|[a-z-]+(\.tsx?)?)$/.test(name) && !["(lead)", "api"].includes(name))
  .map((name) => join("app", name));

/** Words that stay as they are, or that annotators never see. */
const allowed: Record<string, string[]> = {
  "app/layout.tsx": ["%s · Tiebreak", "Tiebreak", "Human preference judgments for language models."],
  "app/manifest.ts": ["Tiebreak", "Human preference judgments for language models."],
  "app/_messages/languages.ts": Object.values(languages),
  "app/(judge)/judge/[campaignId]/reading/reading-panel.tsx": ["Aa"],
  "app/_ui/site-header.tsx": ["Tiebreak"],
  // For leads; annotators' pages use useErrorWords.
  "app/_trpc/trpc-error.ts": ["The server could not be reached. Check the connection and try again."],
  "app/_ui/language-name.ts": ["Not stated"],
};

function modulesFrom(files: string[]): string[] {
  const seen = new Set<string>();
  const queue = [...files];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const code = readFileSync(join(root, file), "utf8");
    for (const [, type, source = ""] of code.matchAll(
      /(?:import|export)\s+(type\s)?[^"';]*?from "([^"]+)"|import\("([^"]+)"\)/g,
    )) {
      const found = type ? undefined : resolve(file, source);
      if (found) queue.push(found);
    }
  }
  return [...seen].sort();
}

/** The module of ours in the app's room that an import means. */
function resolve(from: string, source: string): string | undefined {
  const path = source.startsWith("@/")
    ? source.slice(2)
    : source.startsWith(".")
      ? join(dirname(from), source)
      : "";
  if (!path.startsWith("app/")) return undefined;
  return [`${path}.ts`, `${path}.tsx`].find((file) => existsSync(join(root, file)));
}

function sourcesIn(path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(path, name));
}

const modules = modulesFrom(starts.flatMap(sourcesIn));

test("no annotator's page has words of its own: they are in the message files", () => {
  expect(modules.length).toBeGreaterThan(50);
  const outside = modules.flatMap((file) =>
    wordsInCode(readFileSync(join(root, file), "utf8"))
      .filter((words) => !allowed[file]?.includes(words))
      .map((words) => `${relative(root, join(root, file))}: ${words}`),
  );
  expect(outside).toEqual([]);
});

test("an annotator's page explains errors in its own language", () => {
  const own = modules.filter((file) => file.startsWith("app/(judge)"));
  const inEnglish = own.filter((file) => /\berrorMessage\(/.test(readFileSync(join(root, file), "utf8")));
  expect(inEnglish).toEqual([]);
});

test.each([
  ["const a = <p>Go on</p>", ["Go on"]],
  ['const a = <p aria-label="Left pane" className="Big Thing" id="x">{t("key")}</p>', ["Left pane"]],
  ['const a = <p title={open ? "close it" : t("open")}>{open && "shut"}</p>', ["close it", "shut"]],
  ["const a = <p>{`${n} judged`}</p>", ["judged"]],
  ['const titles = { paused: "Taking a break", left: "Left" }', ["Taking a break", "Left"]],
  ['say("A comparison is ready.")', ["A comparison is ready."]],
  ["const words = `You have judged ${n}`", ["You have judged"]],
  ["const a = <Row cell={<b>Bold words</b>} className={`flex items-center ${more}`} />", ["Bold words"]],
])("%s has words", (code, words) => {
  expect(wordsInCode(code)).toEqual(words);
});

test.each([
  'import { A } from "Some where"; const keys = ["Backspace", "ArrowLeft", "both_good"];',
  'const a = <p className="flex items-center">{t("desk.title", { count })} · 3</p>',
  'if (event.key === "Escape") throw new Error("There is no pane");',
  "const a = <Kbd>Z</Kbd>",
])("%s has none", (code) => {
  expect(wordsInCode(code)).toEqual([]);
});
