import type { ZodError } from "zod";
import { TiebreakError } from "../errors";

/** The command was called wrongly: exit code 2, and the message says what would be right. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The command was called rightly and could not do it: exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

const systemSentences: Record<string, (error: NodeJS.ErrnoException) => string> = {
  ENOENT: ({ path }) => `There is no file ${path ?? "of that name"}. Check the name.`,
  EISDIR: ({ path }) => `${path ?? "That"} is a folder. Name a file.`,
  EACCES: ({ path }) => `${path ?? "The file"} may not be opened. Check its permissions.`,
  ENOSPC: () => "The disk is full. Make room and run this again.",
  ECONNREFUSED: () => "The database does not answer. Check DATABASE_URL and that Postgres runs.",
  SQLITE_CANTOPEN: () =>
    "The database file cannot be opened. Check DATABASE_URL and the folder's permissions.",
  SQLITE_NOTADB: () => "The file that DATABASE_URL names is not a SQLite database. Name another file.",
  SQLITE_BUSY: () => "Another process is writing to the database. Run this again.",
};

/** What to print for an error, and what to exit with. An error that nobody foresaw keeps its stack: it is a defect. */
export function describeFailure(error: unknown): { message: string; exitCode: 1 | 2 } {
  if (error instanceof UsageError) return { message: error.message, exitCode: 2 };
  if (error instanceof CommandError || error instanceof TiebreakError)
    return { message: error.message, exitCode: 1 };
  if (!(error instanceof Error)) return { message: String(error), exitCode: 1 };
  if (error.name === "ZodError") return { message: describeIssues(error as ZodError), exitCode: 2 };
  const { code } = error as NodeJS.ErrnoException;
  const sentence = code === undefined ? undefined : systemSentences[code];
  if (sentence) return { message: sentence(error), exitCode: 1 };
  if (error.message.startsWith("The environment is not usable"))
    return { message: error.message, exitCode: 1 };
  return { message: `Something unforeseen happened. ${error.stack ?? error.message}`, exitCode: 1 };
}

function describeIssues({ issues }: ZodError): string {
  return issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join("; ");
}
