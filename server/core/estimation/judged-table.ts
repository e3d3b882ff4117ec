/** Judged comparisons as columns, all of one length. Comparisons without a judgment are passed over. */
export interface JudgedColumns {
  /** Model pair (or stratum) of each comparison, any integers: orders are ranked inside it. */
  pairIndex: Int32Array;
  /** Prompt of each (any integers); the bootstrap resamples prompts. */
  promptIndex: Int32Array;
  /** Judgments of each: ties of both kinds, for model_a, for model_b. */
  ties: ArrayLike<number>;
  wins: ArrayLike<number>;
  losses: ArrayLike<number>;
  /** What each comparison counts for, > 0: samples of strata in unequal shares are made whole with it; 1 unless given. */
  weight?: ArrayLike<number> | undefined;
}

/** The comparisons that have a judgment, as every order's worth is computed from them. */
export interface JudgedTable {
  size: number;
  /** Positions in the columns given, ascending. */
  kept: Int32Array;
  /** Dense number of each comparison's group: its pair, or 0 where all are ranked together. */
  group: Int32Array;
  groups: number;
  prompt: Int32Array;
  prompts: number;
  /** Weighted counts. */
  ties: Float64Array;
  judgments: Float64Array;
  /** wins + ties/2. */
  points: Float64Array;
  /** Judgments as counted. */
  counted: number;
}

/**
 * Keeps the comparisons with a judgment and numbers their groups and prompts densely, in order of first appearance.
 *
 * @param scope rank inside each pair, or all comparisons together.
 * @throws RangeError for columns of different length.
 * @example judgedTable(columns, "pooled").groups // 1
 */
export function judgedTable(columns: JudgedColumns, scope: "pair" | "pooled"): JudgedTable {
  const { pairIndex, promptIndex, ties, wins, losses, weight } = columns;
  const lengths = [promptIndex, ties, wins, losses, weight ?? ties].map((column) => column.length);
  if (lengths.some((length) => length !== pairIndex.length)) throw new RangeError("columns differ in length");
  const judgmentsOf = (i: number) => ties[i]! + wins[i]! + losses[i]!;
  const weightOf = (i: number) => weight?.[i] ?? 1;
  const kept = Int32Array.from(pairIndex.keys()).filter((i) => judgmentsOf(i) > 0);
  const { codes: group, count: groups } = encode(kept.map((i) => (scope === "pair" ? pairIndex[i]! : 0)));
  const { codes: prompt, count: prompts } = encode(kept.map((i) => promptIndex[i]!));
  return {
    size: kept.length,
    kept,
    group,
    groups,
    prompt,
    prompts,
    ties: Float64Array.from(kept, (i) => weightOf(i) * ties[i]!),
    judgments: Float64Array.from(kept, (i) => weightOf(i) * judgmentsOf(i)),
    points: Float64Array.from(kept, (i) => weightOf(i) * (wins[i]! + ties[i]! / 2)),
    counted: kept.reduce((sum, i) => sum + judgmentsOf(i), 0),
  };
}

function encode(values: Int32Array): { codes: Int32Array; count: number } {
  const codeOf = new Map<number, number>();
  const codes = values.map((value) => {
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  return { codes, count: codeOf.size };
}
