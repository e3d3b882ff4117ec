import type { ReportParts } from "../report/parts/view";
import type { CountedRate, EstimateBlock, PoolEstimate, ReportContent, ReportPair } from "../report/schemas";
import { type Cell, csvLine } from "./csv-line";
import { partCsvRows } from "./csv-parts";
import { peopleCsvRows } from "./csv-people";
import { ratingCsvRows } from "./csv-ratings";
import { targetRows } from "./csv-targets";
import { worthRows } from "./csv-worth";

/** Columns of the report as CSV: one row per pair, routing group and quantity. */
export const reportColumns = [
  "model_a",
  "model_b",
  "routing_group",
  "quantity",
  "scope",
  "value",
  "lower",
  "upper",
  "interval",
  "confidence",
  "se",
  "note",
  "report_hash",
  "order_by",
  "annotator",
] as const;

type Row = Partial<Record<(typeof reportColumns)[number], Cell>>;

/** The table of pairs as tidy CSV, then ratings, what was made after the report, the orders' worth and the people; `routing_group` is empty on the rows of a whole pair. */
export function csvReport(content: ReportContent, parts: ReportParts, hash: string): string {
  const rows = content.pairs.flatMap((pair) => {
    const names = { model_a: pair.modelA, model_b: pair.modelB, report_hash: hash };
    const whole = [...quantities(pair, content), ...stopRows(pair, content)].map((row) => ({
      ...names,
      routing_group: null,
      ...row,
    }));
    const groups = pair.groups.flatMap((group) =>
      quantities(group, content).map((row) => ({ ...names, routing_group: group.routingGroup, ...row })),
    );
    return [...whole, ...groups];
  });
  const others = [
    ...targetRows(content),
    ...ratingCsvRows(content),
    ...partCsvRows(content, parts),
    ...worthRows(content, parts),
    ...peopleCsvRows(content),
  ];
  const hashed = others.map((row) => ({ ...row, report_hash: hash }));
  const lines = [...rows, ...hashed].map((row: Row) =>
    csvLine(reportColumns.map((column) => row[column] ?? null)),
  );
  return csvLine(reportColumns) + lines.join("");
}

function quantities(block: EstimateBlock, { scope, configuration }: ReportContent): Row[] {
  const confidence = 1 - configuration.alpha;
  const { judged } = block;
  return [
    ...(scope === "whole-set" ? estimates(block) : []),
    counted("win_rate", judged.winRate, confidence, judged.reason),
    counted("tie_rate", judged.tieRate, confidence, judged.reason),
    ...counts("of the judged", {
      comparisons: judged.comparisons,
      judgments: judged.judgments,
      ...judged.outcomes,
    }),
    ...counts("progress", {
      size: block.size,
      planned: block.planned,
      drawn: block.drawn,
      closed_prefix: block.closedPrefix,
      completed_beyond_prefix: block.completedBeyondPrefix,
      open: block.open,
      unjudgeable: block.unjudgeable,
    }),
  ];
}

function estimates(block: EstimateBlock): Row[] {
  const scope = "whole set";
  const { winRate } = block;
  const worst = winRate.worstCase;
  return [
    estimated("win_rate", winRate, winRate.estimateNote),
    estimated("decisive_win_rate", block.decisiveWinRate),
    estimated("tie_rate", block.tieRate),
    estimated("both_good_rate", block.bothGoodRate),
    estimated("both_bad_rate", block.bothBadRate),
    ...(worst
      ? [{ quantity: "win_rate_worst_case", scope, ...worst, interval: "worst case of open draws" }]
      : []),
    { quantity: "effective_sample_size", scope, value: block.effectiveSampleSize },
    { quantity: "largest_weight", scope, value: block.largestWeight },
  ];
}

/** The confidence sequence after all closed draws, where the stop rule ended the pair, and what is still needed. */
function stopRows({ stop }: ReportPair, { configuration }: ReportContent): Row[] {
  if (!stop) return [];
  const scope = "whole set";
  const interval = "confidence-sequence";
  const confidence = 1 - configuration.alpha;
  const { lower, upper, conclusion, fired, stillNeeded: needed } = stop;
  const rows: Row[] = [
    { quantity: "win_rate_sequence", scope, lower, upper, interval, confidence, note: conclusion },
  ];
  if (fired) {
    const { step, reason } = fired;
    const note = `${reason}: ${fired.conclusion}`;
    const bounds = { lower: fired.lower, upper: fired.upper };
    rows.push({ quantity: "stopped_after", scope, value: step, note });
    rows.push({ quantity: "win_rate_at_stop", scope, ...bounds, interval, confidence, note });
  }
  if (needed) {
    const { judgments: value, low, high, goal } = needed;
    rows.push({ quantity: "judgments_still_needed", scope, value, lower: low, upper: high, note: goal });
  }
  return rows;
}

function estimated(quantity: string, estimate: PoolEstimate, about: string | null = null): Row {
  const { value, interval, se, reason, intervalNote } = estimate;
  const note = [reason ?? about, intervalNote === reason ? null : intervalNote];
  return {
    quantity,
    scope: "whole set",
    value,
    lower: interval?.lower,
    upper: interval?.upper,
    interval: interval?.kind,
    confidence: interval?.confidence,
    se,
    note: note.filter((part) => part !== null).join(". "),
  };
}

function counted(quantity: string, rate: CountedRate | null, confidence: number, reason: string | null): Row {
  const about: Row = { quantity, scope: "of the judged", note: reason };
  return rate ? { ...about, ...rate, interval: "wilson", confidence } : about;
}

function counts(scope: string, values: Record<string, number>): Row[] {
  return Object.entries(values).map(([quantity, value]) => ({ quantity, scope, value }));
}
