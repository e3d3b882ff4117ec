import { readEnv } from "../env";

/** The address that links start with: as given, else TIEBREAK_URL, else where serve listens by default. */
export function linkOrigin(given?: string): string {
  return (given ?? readEnv().TIEBREAK_URL ?? "http://127.0.0.1:3000").replace(/\/+$/, "");
}
