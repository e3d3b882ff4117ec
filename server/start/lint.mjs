// @ts-check
import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { localProgram, root, runCommand } from "./run-command.mjs";

/** The rooms whose every module must have been looked at. */
const ROOMS = ["app", "db", "e2e", "server"];

/**
 * Runs oxlint (correctness, import rules, floating promises) and prints what it found.
 * A linter that silently looked at nothing has passed before, so the number of files it read is checked against ours.
 * @param {string} folder the checkout
 * @returns {Promise<{ problems: string[], files: number }>}
 */
export async function lint(folder) {
  const { output } = await runCommand(localProgram("oxlint"), ["--format=json", "."], { cwd: folder });
  const start = output.indexOf("{");
  const report = start < 0 ? undefined : parseReport(output.slice(start, output.lastIndexOf("}") + 1));
  if (report === undefined)
    return { problems: [`oxlint did not report: ${output.slice(0, 2000)}`], files: 0 };
  const problems = report.diagnostics.map((diagnostic) => {
    const span = diagnostic.labels[0]?.span;
    const place =
      span === undefined ? diagnostic.filename : `${diagnostic.filename}:${span.line}:${span.column}`;
    return [`${place}: ${diagnostic.message} [${diagnostic.code}]`, diagnostic.help]
      .filter(Boolean)
      .join("\n    ");
  });
  const expected = countModules(folder);
  if (report.number_of_files < expected || expected === 0) {
    problems.push(
      `oxlint looked at ${report.number_of_files} files, and there are at least ${expected} modules.`,
    );
  }
  return { problems, files: report.number_of_files };
}

/**
 * @typedef {{ message: string, code: string, help?: string, filename: string, labels: { span: { line: number, column: number } }[] }} Diagnostic
 * @param {string} json
 * @returns {{ diagnostics: Diagnostic[], number_of_files: number } | undefined}
 */
function parseReport(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** @param {string} folder */
function countModules(folder) {
  return ROOMS.flatMap((room) => {
    try {
      return readdirSync(join(folder, room), { recursive: true, encoding: "utf8" });
    } catch {
      return [];
    }
  }).filter((name) => /\.(tsx?|mjs)$/.test(name)).length;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const { problems, files } = await lint(root);
  for (const problem of problems) console.error(problem);
  console.log(`oxlint: ${files} files, ${problems.length} problems`);
  process.exitCode = problems.length === 0 && files > 0 ? 0 : 1;
}
