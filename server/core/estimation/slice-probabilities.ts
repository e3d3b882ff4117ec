import type { SliceArm } from "../sampling/slice-arm";

/** What a stretch of a stratum's draws was made with, as in its draw record. */
export interface DrawStretch {
  /** w_i > 0 per pool index; only their ratios matter. Those of comparisons drawn before the stretch are not read. */
  weights: Float64Array;
  /** c, in [0, 1]. */
  controlShare: number;
  arms: readonly SliceArm[];
  /** Pool indices of the stratum's draws before the stretch. */
  drawn: Int32Array;
  /** Pool indices of the stretch's draws, in order; not necessarily to the last comparison of the pool. */
  item: Int32Array;
  /** Per draw, control coins used before it (k). */
  controlUsed: Int32Array;
}

/**
 * The probability that each draw of a stretch fell to a slice: Q_t = Σ_{j of the slice, remaining} q_t(j). A draw of the
 * slice has probability q_t/Q_t within it, so a slice's draws are a probability sample of the slice, drawn one by one.
 *
 * Sums over what remains are taken from the last draw backwards, so that nothing cancels; pool size + draws × arms steps.
 * After a change of weights, one stretch per set of weights.
 *
 * @param members 1 per pool index inside the slice, else 0.
 * @returns Q per draw of the stretch, in [0, 1].
 * @throws RangeError when an array is not of the pool's length, or a comparison is drawn twice.
 * @example sliceProbabilities({ weights: Float64Array.of(1, 3), controlShare: 0, arms: [], drawn: new Int32Array(),
 *   item: Int32Array.of(1), controlUsed: new Int32Array(1) }, Uint8Array.of(0, 1)) // Float64Array [0.75]
 */
export function sliceProbabilities(stretch: DrawStretch, members: Uint8Array): Float64Array {
  const { weights, controlShare, arms, item, controlUsed } = stretch;
  const N = weights.length;
  const isDrawn = drawnBy(stretch, members);
  if (arms.length === 0) return withoutArms(stretch, members, isDrawn);
  const rest = new Rest(weights, arms, members);
  for (let i = 0; i < N; i++) if (!isDrawn[i]) rest.putBack(i);
  const inside = new Float64Array(item.length);
  for (let t = item.length - 1; t >= 0; t--) {
    rest.putBack(item[t]!);
    const even = controlShare / (N - controlUsed[t]!);
    inside[t] = Math.min(1, even * rest.inside + (1 - even * rest.count) * rest.rankedShare());
  }
  return inside;
}

/** The same, step for step, with the main weights alone: the sums are plain variables, which is several times as quick. */
function withoutArms(
  { weights, controlShare, item, controlUsed }: DrawStretch,
  members: Uint8Array,
  isDrawn: Uint8Array,
): Float64Array {
  const N = weights.length;
  const inside = new Float64Array(item.length);
  let [count, own, sum, ownSum] = [0, 0, 0, 0];
  for (let index = 0; index < N; index++) {
    if (isDrawn[index] === 1) continue;
    const weight = weights[index]!;
    count++;
    sum += weight;
    if (members[index] !== 1) continue;
    own++;
    ownSum += weight;
  }
  for (let t = item.length - 1; t >= 0; t--) {
    const index = item[t]!;
    const weight = weights[index]!;
    count++;
    sum += weight;
    if (members[index] === 1) {
      own++;
      ownSum += weight;
    }
    const even = controlShare / (N - controlUsed[t]!);
    inside[t] = Math.min(1, even * own + (1 - even * count) * (ownSum / sum));
  }
  return inside;
}

function drawnBy({ weights, arms, drawn, item, controlUsed }: DrawStretch, members: Uint8Array): Uint8Array {
  const lengths = [members.length, ...arms.map((arm) => arm.members.length)];
  if (lengths.some((length) => length !== weights.length) || controlUsed.length !== item.length)
    throw new RangeError("arrays differ in length");
  const isDrawn = new Uint8Array(weights.length);
  for (const indices of [drawn, item]) {
    for (let t = 0; t < indices.length; t++) {
      const index = indices[t]!;
      if (isDrawn[index] !== 0) throw new RangeError(`comparison ${index} is drawn twice or not of the pool`);
      isDrawn[index] = 1;
    }
  }
  return isDrawn;
}

/** What remains before a draw, of the pool and of the slice. */
class Rest {
  count = 0;
  /** Of the slice. */
  inside = 0;
  private readonly sum: Float64Array;
  private readonly insideSum: Float64Array;

  constructor(
    private readonly weights: Float64Array,
    private readonly arms: readonly SliceArm[],
    private readonly members: Uint8Array,
  ) {
    // Place 0 is the main weights', place 1 + j that of arm j.
    this.sum = new Float64Array(arms.length + 1);
    this.insideSum = new Float64Array(arms.length + 1);
  }

  putBack(index: number): void {
    const weight = this.weights[index]!;
    const isInside = this.members[index] === 1;
    this.count++;
    if (isInside) this.inside++;
    for (let place = 0; place < this.sum.length; place++) {
      if (place > 0 && !this.arms[place - 1]!.members[index]) continue;
      this.sum[place]! += weight;
      if (isInside) this.insideSum[place]! += weight;
    }
  }

  /** Σ ρ over the slice: an arm without comparisons leaves its share to the main weights. */
  rankedShare(): number {
    let mainShare = 1;
    let share = 0;
    for (const [j, arm] of this.arms.entries()) {
      if (this.sum[1 + j] === 0) continue;
      mainShare -= arm.share;
      share += arm.share * (this.insideSum[1 + j]! / this.sum[1 + j]!);
    }
    return share + mainShare * (this.insideSum[0]! / this.sum[0]!);
  }
}
