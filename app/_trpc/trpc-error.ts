import { TRPCClientError } from "@trpc/client";
import type { ErrorCode, RefusalReason } from "@/server/errors";
import type { AppRouter } from "@/server/router";

/** The server's reason for a refusal, where the error is one. @example errorCode(error) === "lease_lost" */
export function errorCode(error: unknown): ErrorCode | undefined {
  return isRefusal(error) ? error.data?.tiebreak?.code : undefined;
}

/** Which refusal it is, where the server says so. @example errorReason(error) === "nothing_to_undo" */
export function errorReason(error: unknown): RefusalReason | undefined {
  return isRefusal(error) ? error.data?.tiebreak?.detail?.reason : undefined;
}

/** A sentence to show: the server's own where it gave one. */
export function errorMessage(error: unknown): string {
  if (isRefusal(error) && error.data) return error.message;
  return "The server could not be reached. Check the connection and try again.";
}

/** Whether the same request may succeed later: no answer, too busy, or the server's own failure. */
export function isTransient(error: unknown): boolean {
  if (!isRefusal(error)) return false;
  const status = error.data?.httpStatus;
  return status === undefined || status >= 500 || status === 408 || status === 429;
}

/** Whether no answer came at all. */
export function isUnreachable(error: unknown): boolean {
  return isRefusal(error) && !error.data;
}

/** Whether it comes from a procedure, answered or not. */
export function isRefusal(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
