import { readFile } from "node:fs/promises";
import { type VerifiedCheck, type VerifiedReport, verifyReport } from "../../report/verify-report";
import { fileSize } from "../check-file";
import { CommandError } from "../failures";
import { print, printJson } from "../print";

/** Computes a report's file again and says whether it holds; exits with 1 when it does not. */
export async function verify(file: string, { json }: { json?: boolean }): Promise<void> {
  fileSize(file);
  const verified = verifyText(await readFile(file, "utf8"));
  if (json) printJson(verified);
  else print(describe(verified));
  if (!verified.holds) process.exitCode = 1;
}

function verifyText(text: string): VerifiedReport {
  try {
    return verifyReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(`The file is not JSON: ${error.message}.`);
    if (error instanceof RangeError) throw new CommandError(error.message);
    throw error;
  }
}

function describe({ holds, isComplete, campaign, hash, checks }: VerifiedReport): string {
  const verdict = holds
    ? `The report of “${campaign}” holds${isComplete ? "" : ", but for what the file has no data of"}. Hash ${hash}`
    : `The report of “${campaign}” does NOT hold: the file was changed, or it was not made by this version.`;
  return [...checks.map(lineOf), verdict].join("\n");
}

function lineOf({ claim, holds, found = "something else was found" }: VerifiedCheck): string {
  if (holds === null) return `? ${claim} It cannot be told: ${found}.`;
  return holds ? `✓ ${claim}` : `✗ ${claim} It does not: ${found}.`;
}
