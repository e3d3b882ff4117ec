/** A slice's minimum as an arm of the draw: its share of the ranked draws goes to the slice's own comparisons. */
export interface SliceArm {
  /** π of this arm, in (0, 1); a stratum's arms together stay below 1 and the main weights get the rest. */
  share: number;
  /** 1 per pool index inside the slice, else 0. Slices may overlap, and one may be empty. */
  members: Uint8Array;
}

/** Arms that one stratum may have: a membership is kept as bits of an int32. */
const mostArms = 30;

/**
 * Refuses arms that no draw can be made with.
 *
 * @throws RangeError for a share outside (0, 1), shares that leave the main weights nothing, memberships of another
 * length than the pool, or more than 30 arms.
 * @example checkArms([{ share: 0.2, members: Uint8Array.of(1, 0) }], 2)
 */
export function checkArms(arms: readonly SliceArm[], N: number): void {
  if (arms.length > mostArms) throw new RangeError(`at most ${mostArms} slice arms, got ${arms.length}`);
  for (const { share, members } of arms) {
    if (!(share > 0 && share < 1)) throw new RangeError(`an arm's share must lie in (0, 1), got ${share}`);
    if (members.length !== N)
      throw new RangeError(`an arm has ${members.length} memberships for ${N} comparisons`);
  }
  const together = arms.reduce((sum, { share }) => sum + share, 0);
  if (!(together < 1)) throw new RangeError(`the arms' shares must stay below 1 together, got ${together}`);
}

/**
 * The slices of each comparison as bits: bit j is set where arm j has it.
 *
 * @example membershipBits([{ share: 0.1, members: Uint8Array.of(1, 0) }, { share: 0.1, members: Uint8Array.of(1, 1) }], 2)
 *   // Int32Array [3, 2]
 */
export function membershipBits(arms: readonly SliceArm[], N: number): Int32Array {
  const bits = new Int32Array(N);
  for (const [j, { members }] of arms.entries()) {
    for (let i = 0; i < N; i++) if (members[i]) bits[i] = bits[i]! | (1 << j);
  }
  return bits;
}
