import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { getTableColumns, getTableName } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { localProgram, runCommand } from "@/server/start/run-command.mjs";
import { createTestDatabase, dialects } from "@/server/testing/test-database";
import { openDatabase } from "./client";

const migrations = join(process.cwd(), "db", "migrations");

describe.each(dialects)("the migrations on %s", (dialect) => {
  it("make every table and column from empty, and may run again", async () => {
    const test = await createTestDatabase(dialect);
    const { orm, tables, url } = test.database;
    for (const table of Object.values(tables)) {
      expect(Object.keys(getTableColumns(table)).length).toBeGreaterThan(0);
      expect(await orm.select().from(table as typeof tables.setting), getTableName(table)).toEqual([]);
    }
    const again = await openDatabase(url, { migrations });
    expect(await again.orm.select().from(again.tables.campaign)).toEqual([]);
    await again.close();
    await test.drop();
  });
});

describe.each(["sqlite", "postgres"])("the committed migrations of %s", (dialect) => {
  it("say what the schema says: nothing is left to generate", { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "tiebreak-migrations-"));
    cpSync(join(migrations, dialect), folder, { recursive: true });
    const schema = join("db", "schema", `${dialect}.ts`);
    // Not absolute: the generator puts the working folder before it.
    const out = relative(process.cwd(), folder);
    const { status, output } = await runCommand(localProgram("drizzle-kit"), [
      "generate",
      "--dialect",
      dialect === "sqlite" ? "sqlite" : "postgresql",
      "--schema",
      schema,
      "--out",
      out,
      "--name",
      "probe",
    ]);
    rmSync(folder, { recursive: true, force: true });
    expect(output).toContain("No schema changes");
    expect(status).toBe(0);
  });
});
