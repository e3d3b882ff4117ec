import { TiebreakError } from "../errors";
import type { Member } from "../member/require-member";

/** @throws TiebreakError `wrong_state` where the gold rule stopped the person: what they still send must not be counted. */
export function refuseStopped({ stoppedAt }: Pick<Member, "stoppedAt">): void {
  if (stoppedAt === null) return;
  throw new TiebreakError("wrong_state", "You were stopped; this judgment was not recorded.", {
    reason: "stopped_by_check",
  });
}
