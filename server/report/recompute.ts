import { createHash } from "node:crypto";
import { computePairs } from "./compute-pairs";
import type { drawColumns, judgmentColumns } from "./export-columns";
import { drawLine, judgmentLine } from "./ledger";
import { drawClosed, drawOpen, drawUnjudgeable, outcomeOrder, type StratumColumns } from "./report-input";
import type { ReportConfiguration, ReportPair } from "./schemas";
import { scoreStratum } from "./scored-stratum";

/** Rows of the exported files as a CSV or JSON reader gives them; only their texts are read. */
type Row<Column extends string> = Readonly<Record<Column, string | number | boolean | null>>;
export type ExportedDraw = Row<(typeof drawColumns)[number]>;
export type ExportedJudgment = Row<(typeof judgmentColumns)[number]>;

/** What the estimates need to know beyond the rows: a report's `configuration` holds all of it. */
export type RecomputeOptions = Pick<
  ReportConfiguration,
  | "mode"
  | "alpha"
  | "controlShare"
  | "routing"
  | "outcomes"
  | "judgmentsPerComparison"
  | "adoptImported"
  | "budget"
  | "budgetAtLaunch"
  | "preset"
  | "pairAllocation"
  | "stopRule"
  | "stops"
  | "hasGoneOn"
>;

/**
 * A report's pairs and its ledger's hash, from the exported draws and judgments alone: what a stranger needs to check a
 * report, without a database.
 *
 * @param draws rows of draws.csv or draws.jsonl. @param judgments rows of judgments.csv or judgments.jsonl, in their order.
 * @throws RangeError for a row that names an unknown outcome or state.
 * @example recomputeFromExports(draws, judgments, report.configuration).pairs[0].winRate.value
 */
export function recomputeFromExports(
  draws: readonly ExportedDraw[],
  judgments: readonly ExportedJudgment[],
  options: RecomputeOptions,
): { pairs: ReportPair[]; ledgerHash: string } {
  const strata = readStrata(draws);
  const hash = createHash("sha256");
  for (const row of judgments) {
    const columns = strata.get(Number(row.stratum));
    const t = Number(row.draw_number) - 1;
    const isRead = row.purpose === "main" && (row.source !== "imported" || options.adoptImported);
    if (!columns || t < 0 || t >= columns.drawn || !isRead) continue;
    const withdrawn = isTrue(row.withdrawn);
    const outcome = String(row.outcome);
    hash.update(
      judgmentLine({
        judgmentId: Number(row.judgment_id),
        stratum: columns.stratum,
        drawNumber: t + 1,
        outcome,
        source: String(row.source),
        annotator: row.annotator === null || row.annotator === "" ? null : String(row.annotator),
        withdrawn,
      }),
    );
    if (!withdrawn) countOutcome(columns, t, outcome, options.judgmentsPerComparison);
  }
  for (const row of draws) {
    const state = String(row.state);
    if (state !== "undrawn")
      hash.update(drawLine({ stratum: Number(row.stratum), drawNumber: Number(row.draw_number), state }));
  }
  return {
    pairs: computePairs([...strata.values()].map(scoreStratum), options),
    ledgerHash: hash.digest("hex"),
  };
}

function readStrata(draws: readonly ExportedDraw[]): Map<number, StratumColumns> {
  const rowsOf = new Map<number, ExportedDraw[]>();
  for (const row of draws) {
    const number = Number(row.stratum);
    const rows = rowsOf.get(number);
    if (rows) rows.push(row);
    else rowsOf.set(number, [row]);
  }
  const strata = [...rowsOf].map(([stratum, rows]) => [stratum, readStratum(stratum, rows)] as const);
  return new Map(strata.sort(([one], [other]) => one - other));
}

function readStratum(stratum: number, rows: readonly ExportedDraw[]): StratumColumns {
  const drawn = rows
    .filter(({ state }) => state !== "undrawn")
    .sort((one, other) => Number(one.draw_number) - Number(other.draw_number));
  const first = rows[0] as ExportedDraw;
  const numbers = (column: (typeof drawColumns)[number]) => drawn.map((row) => Number(row[column]));
  return {
    stratum,
    modelA: String(first.model_a),
    modelB: String(first.model_b),
    routingGroup: String(first.routing_group),
    size: Number(first.N),
    planned: Number(first.planned),
    drawn: drawn.length,
    q: Float64Array.from(numbers("q")),
    largestInverse: Float64Array.from(numbers("largest_inverse")),
    rank: Float64Array.from(numbers("rank")),
    arm: Uint8Array.from(drawn, ({ arm }) => (arm === "control" ? 1 : 0)),
    controlCoin: Uint8Array.from(drawn, (row) => (isTrue(row.control_coin) ? 1 : 0)),
    controlPlace: Int32Array.from(numbers("control_place")),
    state: Uint8Array.from(drawn, ({ state }) => stateCode(String(state))),
    outcomes: new Uint8Array(5 * drawn.length),
  };
}

function countOutcome(
  { outcomes }: StratumColumns,
  t: number,
  outcome: string,
  judgmentsPerComparison: number,
): void {
  const place = (outcomeOrder as readonly string[]).indexOf(outcome);
  if (place === -1) throw new RangeError(`an unknown outcome: ${outcome}`);
  const own = outcomes.subarray(5 * t, 5 * t + 5);
  if (own.reduce((sum, n) => sum + n, 0) < judgmentsPerComparison) (own[place] as number)++;
}

const stateCodes: Readonly<Record<string, number>> = {
  open: drawOpen,
  closed: drawClosed,
  unjudgeable: drawUnjudgeable,
};

function stateCode(state: string): number {
  const code = stateCodes[state];
  if (code === undefined) throw new RangeError(`an unknown state: ${state}`);
  return code;
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
