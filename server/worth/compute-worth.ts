import {
  type ComparedOrder,
  compareOrders,
  type OrderComparison,
} from "@/server/core/estimation/compare-orders";
import type { JudgedColumns } from "@/server/core/estimation/judged-table";
import { type WorthRow, type WorthTable, type WorthVerdict, worthVersion } from "./schemas";
import { lengthControl, type WorthInput, type WorthOrder } from "./worth-input";
import { worthSentences } from "./worth-sentences";

const top = 0.2;
/** Resamples and reshuffles: a thousand, fewer where so many comparisons under so many orders would take minutes. */
const most = 1000;
const fewest = 200;
const affordable = 1e9;
/** Below these, intervals over prompts mean nothing. */
const fewestComparisons = 50;
const fewestTied = 5;
/** With fewer judged comparisons to a pair, its top fifth is one or two of them: all are ranked together. */
const fewestPerPair = 10;

/**
 * The table of what each order is worth on this evidence. Nothing but the input decides it.
 *
 * @param steps comparisons × orders × resamples, at most.
 */
export function computeWorth(input: WorthInput, steps = affordable): WorthTable {
  const { columns, orders, seed } = input;
  const counts = countJudged(columns);
  const scope = counts.comparisons >= fewestPerPair * counts.pairs ? "pair" : "pooled";
  const missing = countMissing(counts);
  const size = Math.max(1, counts.comparisons * orders.length);
  const runs = Math.max(fewest, Math.min(most, Math.floor(steps / size)));
  const against = orders.some(({ id }) => id === lengthControl) ? { against: lengthControl } : {};
  const compared = compareOrders(
    columns,
    orders.map(({ id, kind, utility }) => ({ id, utility, isControl: kind === "control" })),
    {
      ...against,
      top,
      scope,
      bootstrap: missing > 0 ? 0 : runs,
      permutations: missing > 0 ? 0 : runs,
      seed: `${seed}/order-worth`,
    },
  );
  const control = compared.orders.filter((_, o) => orders[o]?.kind === "control");
  const rows = orders.map((order, o) =>
    viewRow(order, compared.orders[o] as ComparedOrder, { compared, control, isEnough: missing === 0 }),
  );
  const table = {
    version: worthVersion,
    evidence: input.evidence,
    scope,
    comparisons: compared.comparisons,
    judgments: compared.judgments,
    prompts: compared.prompts,
    unjudgeable: input.unjudgeable,
    tieRate: compared.tieRate ?? null,
    missing,
    top,
    bootstrap: runs,
    permutations: runs,
    seed,
    claims: orders.filter(({ kind }) => kind !== "control").length,
    bestNullQuantile95: compared.bestNullQuantile95 ?? null,
    best: bestOf(rows)?.id ?? null,
    rows,
    leftOut: input.leftOut,
  } satisfies Omit<WorthTable, "sentences">;
  return { ...table, sentences: worthSentences(table) };
}

interface Counts {
  comparisons: number;
  pairs: number;
  /** Comparisons with a tied judgment. */
  tied: number;
}

function countJudged({ pairIndex, ties, wins, losses }: JudgedColumns): Counts {
  const pairs = new Set<number>();
  let [comparisons, tied] = [0, 0];
  for (const [i, pair] of pairIndex.entries()) {
    if ((ties[i] as number) + (wins[i] as number) + (losses[i] as number) === 0) continue;
    pairs.add(pair);
    comparisons++;
    if ((ties[i] as number) > 0) tied++;
  }
  return { comparisons, pairs: pairs.size, tied };
}

/** How many more judged comparisons it takes, as far as the share of ties so far tells. */
function countMissing({ comparisons, tied }: Counts): number {
  const forTies = tied >= fewestTied ? 0 : Math.ceil((fewestTied * comparisons) / Math.max(1, tied));
  return Math.max(0, fewestComparisons - comparisons, forTies - comparisons);
}

function viewRow(
  { id, title, kind, version, settings }: WorthOrder,
  compared: ComparedOrder,
  context: { compared: OrderComparison; control: ComparedOrder[]; isEnough: boolean },
): WorthRow {
  const { unscored, difference } = compared;
  const isScored = unscored < context.compared.comparisons;
  const isMeasured = context.isEnough && isScored;
  const { ci, reduction, tieRate, nullQuantile95 } = compared.top;
  const known = (value: number | undefined) => (isMeasured ? (value ?? null) : null);
  return {
    id,
    title,
    kind,
    version,
    settings,
    unscored,
    top: {
      tieRate: known(tieRate),
      reduction: known(reduction),
      ci: (isMeasured && ci) || null,
      nullQuantile95: known(nullQuantile95),
    },
    auc: known(compared.auc),
    aucWithinLength: known(compared.aucWithin),
    winRateBias: known(compared.winRateBias),
    againstLength:
      isMeasured && difference ? { difference: difference.estimate, ci: difference.ci ?? null } : null,
    verdict: kind === "control" ? "control" : isMeasured ? judge(compared, context.control) : "unmeasured",
  };
}

/** In words only what the intervals say. */
function judge({ top: own, difference }: ComparedOrder, control: readonly ComparedOrder[]): WorthVerdict {
  const { reduction, ci, nullQuantile95 } = own;
  if (reduction === undefined || ci === undefined || nullQuantile95 === undefined) return "unmeasured";
  if (ci[1] < 0) return "backfires";
  if (ci[0] <= 0 || reduction <= nullQuantile95) return "chance";
  const isBeyondLength = difference?.ci !== undefined && difference.ci[0] > 0;
  const isBeyondAll = control.every((other) => reduction > (other.top.reduction ?? 0));
  return isBeyondLength && isBeyondAll ? "beats-controls" : "length";
}

function bestOf(rows: readonly WorthRow[]): WorthRow | undefined {
  const beating = rows.filter(({ verdict }) => verdict === "beats-controls");
  return beating.toSorted((one, other) => (other.top.reduction as number) - (one.top.reduction as number))[0];
}
