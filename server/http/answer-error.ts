import { type ErrorCode, TiebreakError } from "../errors";

const statuses: Record<ErrorCode, number> = {
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  invalid_input: 400,
  conflict: 409,
  wrong_state: 412,
  lease_lost: 409,
  client_key_conflict: 409,
  too_large: 413,
  busy: 503,
};

/** An error as plain text for a browser or a script; what is not meant for them stays in the log. */
export function answerError(error: unknown): Response {
  if (error instanceof TiebreakError)
    return new Response(`${error.message}\n`, { status: statuses[error.code] });
  console.error(error);
  return new Response("Something went wrong on the server. Nothing was changed; try again.\n", {
    status: 500,
  });
}
