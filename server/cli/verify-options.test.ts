import { expect, test, vi } from "vitest";
import { verify } from "./actions/verify-report";
import { createProgram } from "./program";

vi.mock("./actions/verify-report", () => ({ verify: vi.fn() }));

test("report verify takes --json for itself, though report has one too", async () => {
  await createProgram().parseAsync(["report", "verify", "report.json", "--json"], { from: "user" });
  expect(verify).toHaveBeenCalledExactlyOnceWith("report.json", { json: true });
});
