import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database, Transaction } from "@/db/client";
import { nameMask } from "../core/noise/mask-names";
import { deskOf, tasksOf } from "../testing/annotator-desk";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import type { NextTask } from "./schemas";

describe.each(dialects)("the texts of what is offered on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** The same database, which notes the statements that are prepared under a lock. */
  function watched(database: Database): { database: Database; underLock: Set<string> } {
    const underLock = new Set<string>();
    const watch = (tx: Transaction): Transaction => ({
      ...tx,
      prepared: (name, build) => {
        underLock.add(name);
        return tx.prepared(name, build);
      },
    });
    const transaction: Database["transaction"] = (work, durability) =>
      database.transaction((tx) => work(watch(tx)), durability);
    return { database: { ...database, transaction }, underLock };
  }

  it("are read and masked when the queue is free for others again, the same by every way", async () => {
    const options = { annotators: 1, prefetch: 2, maskedNames: ["red"] };
    const { annotators } = await createTestCampaign(test, options);
    const { database, underLock } = watched(test.database);
    const [ana] = annotators;
    const desk = deskOf({ ...ana!, context: { ...ana!.context, database } });
    const answers: NextTask[] = [await desk.next()];
    const first = async () => tasksOf(await desk.next())[0]!.taskId;
    answers.push(await desk.submit(await first()));
    test.advance(1_000);
    answers.push(await desk.undo(), await desk.skip(await first()), await desk.flag(await first()));
    expect(underLock).toContain("lease-task");
    expect([...underLock].filter((name) => name.endsWith("-view"))).toEqual([]);
    for (const answer of answers) {
      const tasks = tasksOf(answer);
      expect(tasks.length).toBeGreaterThan(1);
      for (const { left, right } of tasks) {
        expect([left, right].filter((text) => text.startsWith(nameMask))).toHaveLength(1);
        expect([left, right].filter((text) => text.startsWith("green"))).toHaveLength(1);
      }
    }
  });
});
