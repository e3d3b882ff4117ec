import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { metricIds } from "@/server/core/disagreement/registry";
import { errorCodes } from "../errors";

const read = (path: string) => readFileSync(join(process.cwd(), path), "utf8");

function sourcesOf(folder: string): string[] {
  return readdirSync(join(process.cwd(), folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => read(join(folder, name)));
}

describe("the documentation", () => {
  it("names every environment variable that the code reads", () => {
    const code = [...sourcesOf("server"), ...sourcesOf("e2e")].join("\n");
    const names = new Set(code.match(/\b(TIEBREAK_[A-Z_]+|DATABASE_URL|TEST_POSTGRES_URL)\b/g));
    expect(names.size).toBeGreaterThan(5);
    const documentation = read("docs/deployment.md");
    expect([...names].filter((name) => !documentation.includes(`\`${name}\``))).toEqual([]);
  });

  it("has every metric in its table, and no other", () => {
    const table = read("docs/methods.md").split("## Disagreement metrics")[1]?.split("\n## ")[0] ?? "";
    const listed = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] as string);
    expect(listed.sort()).toEqual([...metricIds].sort());
  });

  it("links only to files that exist", () => {
    for (const file of [
      "README.md",
      "CONTRIBUTING.md",
      "docs/methods.md",
      "docs/deployment.md",
      "docs/formats.md",
    ]) {
      for (const [, target] of read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(() => readdirOrFile(join(file, "..", target as string)), `${file} → ${target}`).not.toThrow();
      }
    }
  });

  it("keeps the list of error codes closed and in one style", () => {
    expect(errorCodes.every((code) => /^[a-z]+(_[a-z]+)*$/.test(code))).toBe(true);
  });
});

function readdirOrFile(path: string): void {
  try {
    readdirSync(join(process.cwd(), path));
  } catch {
    read(path);
  }
}
