import { DrizzleQueryError } from "drizzle-orm";
import { TiebreakError } from "../errors";

/** A fault after which a lead has to do something of their own, said in `advice`. */
export class FaultWithAdvice extends Error {
  constructor(
    readonly fault: unknown,
    readonly advice: string,
  ) {
    super(fault instanceof Error ? fault.message : "", { cause: fault });
  }
}

/** What a lead reads of a job that failed: a refusal in its own words; of a fault what it means and what to do. */
export function failureWords(error: unknown, jobId: string): string {
  if (error instanceof FaultWithAdvice) return `${failureWords(error.fault, jobId)} ${error.advice}`;
  if (error instanceof TiebreakError) return error.message;
  const isQuery =
    error instanceof DrizzleQueryError || (error instanceof Error && error.name === "SqliteError");
  const what = isQuery ? "The database refused a query" : "Something broke";
  return `${what}, and the job ended. Try again; if it fails again, look for ${jobId} in the server's log.`;
}

/** A fault for the server's log: where and why, without the values of any query, which may be people's texts. */
export function describeFault(error: unknown): string {
  if (error instanceof FaultWithAdvice) return describeFault(error.fault);
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;
  const code = "code" in error && typeof error.code === "string" ? ` [${error.code}]` : "";
  const at = (error.stack ?? "").split(error.message).at(-1)?.trimEnd() ?? "";
  if (!(error instanceof DrizzleQueryError)) return `${error.name}${code}: ${error.message}${at}`;
  return `failed query: ${error.query}${at}\ncaused by ${withoutValue(error.cause)}`;
}

/** What the driver says of a query; Postgres quotes a value that it cannot read at the end. */
function withoutValue(cause: unknown): string {
  return describeFault(cause).replace(/: ".*"(?=\n|$)/, "");
}
