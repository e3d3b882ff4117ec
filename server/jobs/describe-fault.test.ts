import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TiebreakError } from "../errors";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { describeFault, FaultWithAdvice, failureWords } from "./describe-fault";
import { getJob, queueJob } from "./job-row";
import { runJob } from "./run-job";

describe.each(dialects)("a fault on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await test.drop();
  });

  const secret = "a completion nobody may read\n    at line two of it";
  const failInsert = () =>
    test.database.transaction(async ({ orm, tables: { setting } }) => {
      const row = { id: secret, value: secret };
      await orm.insert(setting).values(row);
      await orm.insert(setting).values(row);
    });

  it("of the database is told without the values of its query", async () => {
    const error: unknown = await failInsert().catch((cause: unknown) => cause);
    if (dialect === "postgres") expect(String(error)).toContain("nobody may read");
    const said = `${failureWords(error, "job_1")}\n${describeFault(error)}`;
    expect(said).not.toMatch(/nobody may read|line two/);
    expect(said).toMatch(/^The database refused a query, and the job ended\. Try again; .* job_1 /);
    expect(said).toMatch(/(unique|UNIQUE) constraint/);
    expect(said).toMatch(/\n +at /);
  });

  it("ends a job in words for a lead, and the log has the rest", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "created" });
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const jobId = await queueJob(lead.context, { campaignId, kind: "rank", input: { metric: secret } });
    await runJob(lead.context, jobId);
    const { state, error } = await getJob(test.database, campaignId, jobId);
    expect({ state, error }).toEqual({
      state: "failed",
      error: `Something broke, and the job ended. Try again; if it fails again, look for ${jobId} in the server's log.`,
    });
    expect(logged.mock.calls.flat().join()).toMatch(new RegExp(`^job ${jobId} \\(rank\\): ZodError`));
  });

  it("keeps a refusal's own words, and the advice that goes with a fault", () => {
    expect(failureWords(new TiebreakError("conflict", "Rank again."), "job_1")).toBe("Rank again.");
    const fault = new FaultWithAdvice(new Error("died"), "Ask again.");
    expect(failureWords(fault, "job_1")).toMatch(/^Something broke, .* Ask again\.$/);
    expect(describeFault(fault)).toMatch(/^Error: died\n +at /);
    expect(describeFault("no error")).toBe("thrown: string");
  });
});
