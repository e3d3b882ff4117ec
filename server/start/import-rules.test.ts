import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lint } from "./lint.mjs";
import { root } from "./run-command.mjs";

/** Per rule of the house: a file that breaks it, and what the linter must say there. */
const violations: Record<string, { code: string; says: string }> = {
  "server/core/text/node.ts": { code: `import "node:fs";`, says: "server/core is pure" },
  "server/core/text/package.ts": { code: `import "zod";`, says: "server/core is pure" },
  "server/core/text/reaches-up.ts": { code: `import "../../campaign/create";`, says: "server/core is pure" },
  "server/core/text/db.ts": { code: `import "@/db/client";`, says: "server/core is pure" },
  "server/core/text/dynamic.ts": { code: `await import("@/server/env");`, says: "server/core is pure" },
  "server/core/text/clock.ts": { code: `export const a = new Date();`, says: "'Date'" },
  "server/core/text/now.ts": { code: `export const a = Date.now();`, says: "'Date'" },
  "server/core/text/global.ts": {
    code: `export const a = globalThis.performance.now();`,
    says: "'performance'",
  },
  "server/core/text/random.ts": { code: `export const a = Math.random();`, says: "Math.random" },
  "server/core/text/settings.ts": { code: `export const a = process.env.A;`, says: "process" },
  "db/server.ts": { code: `import "@/server/env";`, says: "db knows the schema" },
  "db/relative.ts": { code: `import "../server/env";`, says: "db knows the schema" },
  "db/zod.ts": { code: `import "zod";`, says: "db knows the schema" },
  "server/errors.ts": { code: `import "@/db/client";`, says: "ground floor" },
  "server/clock.ts": { code: `import "./campaign/create";`, says: "ground floor" },
  "server/task/page.ts": { code: `import "@/app/page";`, says: "server does not know the pages" },
  "server/task/relative-page.ts": {
    code: `import "../../app/page";`,
    says: "server does not know the pages",
  },
  "server/task/react.ts": { code: `import "react";`, says: "server does not know the pages" },
  "server/task/next.ts": { code: `import "next/headers";`, says: "Nouns are plain functions" },
  "server/task/driver.ts": { code: `import "better-sqlite3";`, says: "one door" },
  "server/task/upwards.ts": { code: `import "../router";`, says: "does not know who calls it" },
  "server/task/upwards-alias.ts": { code: `import "@/server/cli/main";`, says: "does not know who calls it" },
  "server/task/job.ts": { code: `import "../jobs/rank-job";`, says: "writes a job's row" },
  "server/task/job-alias.ts": { code: `import "@/server/jobs/rank-job";`, says: "writes a job's row" },
  "server/task/env.ts": { code: `export const a = process.env.A;`, says: "process.env" },
  "server/task/env-import.ts": {
    code: `import { env } from "node:process"; export const a = env;`,
    says: "node:process",
  },
  "server/task/transaction.ts": {
    code: `declare const orm: { transaction(): number }; export const a = orm.transaction();`,
    says: "orm.transaction",
  },
  "server/task/a-test.ts": { code: `import "./claim.test";`, says: "never part of the product" },
  "server/task/floating.ts": {
    code: `declare const query: PromiseLike<number>; export const run = () => { query; };`,
    says: "Promises must be awaited",
  },
  "server/task/any.ts": { code: `export const a = 1 as any;`, says: "any" },
  "server/cli/react.ts": { code: `import "react-dom/server";`, says: "server does not know the pages" },
  "server/task/router.ts": { code: `import "next/server";`, says: "Routers validate" },
  "app/page.tsx": { code: `import "@/db/client";`, says: "never touch the database" },
  "app/relative.tsx": { code: `import "../db/client";`, says: "never touch the database" },
  "app/orm.tsx": { code: `import "drizzle-orm";`, says: "never touch the database" },
  "app/verb.tsx": { code: `import { a } from "@/server/task/claim"; a();`, says: "go through procedures" },
  "app/core.tsx": {
    code: `import { a } from "@/server/core/text/words"; a();`,
    says: "go through procedures",
  },
  "app/http.tsx": { code: `import { a } from "@/server/http"; a();`, says: "go through procedures" },
  "app/client.tsx": { code: `import { a } from "@trpc/client"; a();`, says: "wired in app/_trpc once" },
  "app/journey.tsx": { code: `import "@/e2e/app";`, says: "never part of the product" },
  "instrumentation.ts": { code: `import "@/db/client";`, says: "one call into server" },
  "server/start/package.mjs": { code: `import "zod";`, says: "before node_modules exists" },
  "e2e/sleep.test.ts": {
    code: `declare const page: { waitForTimeout(ms: number): void }; page.waitForTimeout(1);`,
    says: "waitForTimeout",
  },
};

/** Files that keep the rules, at their edges. */
const allowed: Record<string, string> = {
  "server/core/text/fine.ts": `import "./words"; import "../sampling/draw"; import "@/server/core/text/words";`,
  "server/core/text/fine.test.ts": `import "vitest"; import "node:fs"; export const a = Date.now();`,
  "db/fine.ts": `import "drizzle-orm/pg-core"; import "pg"; import "node:path"; import "./schema/tables"; import "../kit";`,
  "server/ids.ts": `import "node:crypto"; import "zod"; import "./clock";`,
  "server/task/fine.ts": `import "../errors"; import "@/db/client"; import "zod"; import "drizzle-orm"; import "../jobs/job-row"; import "@/server/core/text/words"; import type { A } from "../context"; export type B = A;`,
  "server/judgment/router.ts": `import "../trpc"; import "./submit-judgment";`,
  "server/http.ts": `import "./router"; import "next/server";`,
  "server/env.ts": `export const a = process.env.A;`,
  "app/fine.tsx": `import "@/server/router"; import "@/server/context"; import "@/server/task/schemas"; import type { A } from "@/server/report/report"; export type B = A;`,
  "app/_trpc/client.tsx": `import "@trpc/client";`,
  "app/api/trpc/route.ts": `import "@/server/http";`,
};

describe("the import rules", () => {
  let folder: string;
  let problems: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiebreak-rules-"));
    for (const file of [".oxlintrc.json", "tsconfig.json"])
      copyFileSync(join(root, file), join(folder, file));
    const files = { ...allowed };
    for (const [file, { code }] of Object.entries(violations)) files[file] = code;
    for (const [file, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\nexport {};\n`);
    }
    problems = (await lint(folder)).problems;
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const problemsOf = (file: string) => problems.filter((problem) => problem.includes(`${file}:`));

  it.each(Object.entries(violations))("reports %s", (file, { says }) => {
    expect(problemsOf(file).join("\n")).toContain(says);
  });

  it.each(Object.keys(allowed))("accepts %s", (file) => {
    expect(problemsOf(file).filter((problem) => problem.includes("no-restricted"))).toEqual([]);
  });
});

describe("the linter's own check", () => {
  it("fails where it looked at no module", async () => {
    const empty = mkdtempSync(join(tmpdir(), "tiebreak-rules-"));
    copyFileSync(join(root, ".oxlintrc.json"), join(empty, ".oxlintrc.json"));
    expect((await lint(empty)).problems.join()).toContain("looked at 0 files");
    rmSync(empty, { recursive: true });
  });
});
