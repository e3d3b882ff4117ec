/** Every way in which a verb can refuse, as a closed list. */
export const errorCodes = [
  "not_signed_in",
  "not_allowed",
  "not_found",
  "invalid_input",
  "conflict",
  "wrong_state",
  "lease_lost",
  "client_key_conflict",
  "too_large",
  "busy",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Refusals that an annotator may meet, finer than by code; each has words in every language (errors.reasons). */
export const refusalReasons = [
  "already_decided",
  "already_judged",
  "answer_was_shown",
  "campaign_closed",
  "decided_since",
  "finished_by_others",
  "flag_ruled_on",
  "no_longer_member",
  "nothing_to_undo",
  "set_aside",
  "settled_by_others",
  "stopped_by_check",
  "too_late_to_revise",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** A refusal that its reader can act on: what happened and what to do, in one or two sentences. */
export class TiebreakError extends Error {
  override readonly name = "TiebreakError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Facts for the caller, safe to show: line numbers, fields, limits. */
    readonly detail?: Record<string, unknown> & { reason?: RefusalReason },
  ) {
    super(message);
  }
}

/** `not_found` unless a row is there. @example const row = found(rows[0], "campaign", id) */
export function found<T>(row: T | undefined, noun: string, id: string | number): T {
  if (row === undefined) throw new TiebreakError("not_found", `There is no ${noun} ${id}.`);
  return row;
}
