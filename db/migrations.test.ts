import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import Sqlite from "better-sqlite3";
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

describe("a file of before the desk's tables were rebuilt", () => {
  it("keeps every row as it was", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tiebreak-upgrade-"));
    const older = join(folder, "migrations");
    cpSync(migrations, older, { recursive: true });
    const journal = join(older, "sqlite", "meta", "_journal.json");
    const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8")) as { entries: { tag: string }[] };
    const before = entries.filter(({ tag }) => tag < "0012");
    writeFileSync(journal, JSON.stringify({ ...rest, entries: before }));
    const file = join(folder, "tiebreak.db");
    await (await openDatabase(file, { migrations: older })).close();
    const client = new Sqlite(file);
    client.exec(`
      insert into task (id, campaign_id, comparison_id, prompt_id, member_id, presented_side, state, leased_at, lease_expires_at)
        values ('tsk_1', 'cmp_1', 7, 8, 'mem_1', 'b_left', 'judged', 1, 2);
      insert into judgment (id, campaign_id, comparison_id, outcome, source, purpose, member_id, task_id, created_at)
        values (41, 'cmp_1', 7, 'model_b', 'live', 'main', 'mem_1', 'tsk_1', 3);
      insert into flag (id, campaign_id, comparison_id, member_id, task_id, reason, state, at)
        values ('flg_1', 'cmp_1', 7, 'mem_1', 'tsk_1', 'other', 'raised', 4);`);
    client.close();
    const { orm, tables, close } = await openDatabase(file, { migrations });
    const [task] = await orm.select().from(tables.task);
    expect(task).toMatchObject({ purpose: "main", comparisonId: 7, promptId: 8, presentedSide: "b_left" });
    expect(task).toMatchObject({ goldId: null, shownComparisonId: null, repeatOf: null });
    const [judgment] = await orm.select().from(tables.judgment);
    expect(judgment).toMatchObject({
      id: 41,
      comparisonId: 7,
      outcome: "model_b",
      goldId: null,
      spans: null,
    });
    expect((await orm.select().from(tables.flag))[0]).toMatchObject({ comparisonId: 7, promptCode: null });
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
});
