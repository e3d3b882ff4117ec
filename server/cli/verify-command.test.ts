import { expect, test } from "vitest";
import { jsonReport } from "@/server/writers/json-report";
import { sha256 } from "../ids";
import { canonicalJson } from "../report/canonical-json";
import { computeReport } from "../report/compute-report";
import { countJudgments } from "../report/count-judgments";
import { inputToJson } from "../report/input-json";
import { ledgerHash } from "../report/ledger-hash";
import { commandInFolder } from "../testing/command-in-folder";
import { testReportInput } from "../testing/report-input";

const tiebreak = commandInFolder();

function reportFile(): string {
  const made = testReportInput([{ size: 20, draws: { count: 10, fate: () => ["model_a"] } }]);
  const input = {
    ...made,
    counts: { ...made.counts, ...countJudgments(made.judgments) },
    ledger: { hash: ledgerHash(made), lastJudgmentId: made.judgments.id.at(-1) as number },
  };
  const content = computeReport(input);
  const hash = sha256(canonicalJson(content));
  return jsonReport({ reportId: "rep_1", hash, createdAt: 0, content }, inputToJson(input));
}

async function verify(text: string) {
  const file = tiebreak.write("report.json", text);
  const { stdout, exitCode } = await tiebreak.run(["report", "verify", file, "--json"]);
  return { exitCode, holds: (JSON.parse(stdout) as { holds: boolean }).holds };
}

test("report verify says as JSON whether a file holds, and ends with 1 when it does not", async () => {
  const text = reportFile();
  expect(await verify(text)).toEqual({ exitCode: 0, holds: true });
  const changed = JSON.parse(text) as { content: { methods: string } };
  changed.content.methods = "Trust us.";
  expect(await verify(JSON.stringify(changed))).toEqual({ exitCode: 1, holds: false });
});
