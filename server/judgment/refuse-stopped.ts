import { TiebreakError } from "../errors";
import type { Member } from "../member/require-member";

/** @throws TiebreakError `wrong_state` where the gold rule stopped the person: what they still send must not be counted. To be asked under the campaign's lock, of the membership as it stands there. */
export function refuseStopped({ stoppedAt }: Pick<Member, "stoppedAt">): void {
  if (stoppedAt === null) return;
  throw new TiebreakError("wrong_state", "You were stopped; nothing more is recorded.", {
    reason: "stopped_by_check",
  });
}
