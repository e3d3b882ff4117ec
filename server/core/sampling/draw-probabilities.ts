import { membershipBits, type SliceArm } from "./slice-arm";

export interface DrawProbabilitiesInput {
  /** w_i > 0 per pool index; those of comparisons drawn before are not read. */
  weights: Float64Array;
  /** c, in [0, 1]. */
  controlShare: number;
  arms: readonly SliceArm[];
  /** Pool indices in draw order, to the last comparison of the pool. */
  item: Int32Array;
  /** Per draw, control coins used before it (k). */
  controlUsed: Int32Array;
}

/**
 * The probability of each draw given those before it, and the bound that bets on it must stay within:
 * q_t(i) = c/(N − k) + (1 − c·R_t/(N − k))·ρ_t(i) with ρ_t(i) = Σ_arms π·w_i/Σ_{undrawn in the arm} w, the main weights
 * being the arm of all comparisons and taking over the share of arms that ran empty; a_t = 1/(N·min_j q_t(j)) over
 * the undrawn.
 *
 * Remaining weights are summed from the last draw backwards, so nothing cancels. Comparisons of the same slices differ
 * in their weight alone, so the smallest ρ is looked for among the lightest of each such group. Backwards in time each
 * group's smallest ρ only falls, unless an arm comes into being; over a stretch of draws it therefore stays between its
 * values at both ends, and only groups that can undercut the least upper end are followed draw by draw: about
 * N·(arms + 1) steps even with thousands of groups.
 *
 * @returns q in (0, 1] and a ≥ 1/(N q), per draw.
 * @example drawProbabilities({ weights: Float64Array.of(1, 3), controlShare: 0, arms: [], item: Int32Array.of(1, 0),
 *   controlUsed: new Int32Array(2) }) // { q: [0.75, 1], a: [2, 0.5] }
 */
export function drawProbabilities(input: DrawProbabilitiesInput): { q: Float64Array; a: Float64Array } {
  const { weights, controlShare, arms, item, controlUsed } = input;
  const N = weights.length;
  const n = item.length;
  const q = new Float64Array(n);
  const a = new Float64Array(n);
  const remaining = new Remaining(weights, arms);
  for (let end = n; end > 0; ) {
    const start = remaining.stretchStart(item, end);
    const followed = remaining.groupsToFollow(item, start, end);
    for (let t = end - 1; t >= start; t--) {
      remaining.putBack(item[t]!);
      const even = controlShare / (N - controlUsed[t]!);
      const rankedShare = 1 - even * (n - t);
      q[t] = even + rankedShare * remaining.share(item[t]!);
      a[t] = 1 / (N * (even + rankedShare * remaining.smallestShare(followed)));
    }
    end = start;
  }
  return { q, a };
}

/** What is undrawn before a draw, as comparisons are put back from the last to the first. */
class Remaining {
  private readonly bits: Int32Array;
  /** Comparisons of the same slices form a group; group g has the slices groupBits[g]. */
  private readonly groupOf: Uint32Array;
  private readonly groupBits: number[];
  /** Of the undrawn: the smallest weight per group, the sum over all and per arm. */
  private smallest: Float64Array;
  private mainSum = 0;
  private armSums: Float64Array;
  /** Share of the main weights: what the arms that are not empty leave. */
  private mainShare = 1;
  private nonEmpty = 0;

  constructor(
    private readonly weights: Float64Array,
    private readonly arms: readonly SliceArm[],
  ) {
    this.bits = membershipBits(arms, weights.length);
    const groups = new Map<number, number>();
    this.groupOf = Uint32Array.from(this.bits, (bits) => {
      const group = groups.get(bits) ?? groups.size;
      groups.set(bits, group);
      return group;
    });
    this.groupBits = [...groups.keys()];
    this.smallest = new Float64Array(groups.size).fill(Infinity);
    this.armSums = new Float64Array(arms.length);
  }

  putBack(item: number): void {
    const weight = this.weights[item]!;
    const group = this.groupOf[item]!;
    this.mainSum += weight;
    if (weight < this.smallest[group]!) this.smallest[group] = weight;
    const bits = this.bits[item]!;
    if (bits === 0) return;
    for (let j = 0; j < this.armSums.length; j++) if ((bits >> j) & 1) this.armSums[j]! += weight;
    if ((bits & ~this.nonEmpty) !== 0) {
      this.nonEmpty |= bits;
      this.mainShare = this.arms.reduce(
        (left, { share }, j) => ((this.nonEmpty >> j) & 1 ? left - share : left),
        1,
      );
    }
  }

  /** ρ of an undrawn comparison. */
  share(item: number): number {
    return this.shareOf(this.weights[item]!, this.bits[item]!);
  }

  smallestShare(groups: readonly number[]): number {
    let least = Infinity;
    for (const group of groups) {
      const share = this.groupShare(group);
      if (share < least) least = share;
    }
    return least;
  }

  /** The first draw of a stretch that ends before `end`, short beside what remains and cut where an arm comes into being. */
  stretchStart(item: Int32Array, end: number): number {
    if (this.groupBits.length === 1) return 0;
    const length = Math.max(8, (item.length - end) >> 7);
    let start = end;
    let bits = this.nonEmpty;
    while (start > 0 && end - start < length) {
      const added = this.bits[item[start - 1]!]!;
      if (start < end && (added & ~bits) !== 0) break;
      bits |= added;
      start--;
    }
    return start;
  }

  /** The groups that may hold the smallest ρ at one of the draws start … end − 1. */
  groupsToFollow(item: Int32Array, start: number, end: number): number[] {
    const groups = Array.from(this.groupBits.keys());
    if (groups.length === 1) return groups;
    const { smallest, mainSum, armSums, mainShare, nonEmpty } = this;
    this.smallest = smallest.slice();
    this.armSums = armSums.slice();
    this.putBack(item[end - 1]!);
    const upper = this.smallestShare(groups);
    for (let t = end - 2; t >= start; t--) this.putBack(item[t]!);
    const followed = groups.filter((group) => this.groupShare(group) <= upper * (1 + 1e-12));
    Object.assign(this, { smallest, mainSum, armSums, mainShare, nonEmpty });
    return followed;
  }

  /** Infinity for a group of which nothing remains. */
  private groupShare(group: number): number {
    const weight = this.smallest[group]!;
    return weight === Infinity ? weight : this.shareOf(weight, this.groupBits[group]!);
  }

  private shareOf(weight: number, bits: number): number {
    let share = this.mainShare * (weight / this.mainSum);
    for (let j = 0; j < this.armSums.length; j++)
      if ((bits >> j) & 1) share += this.arms[j]!.share * (weight / this.armSums[j]!);
    return share;
  }
}
