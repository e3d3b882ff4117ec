import { evidenceSets } from "./play-evidence";
import type { CampaignReplay, PlayedOrder } from "./schemas";

/** Between these, an interval that says 95 % is taken at its word. */
export const nominalBand = { lower: 0.925, upper: 0.97 } as const;

/** @example evidenceName({ dataset: "pandalm", scope: "pair" }) // "PandaLM, by pair" */
export function evidenceName({ dataset, scope }: Pick<CampaignReplay, "dataset" | "scope">): string {
  const name = evidenceSets.find((set) => set.dataset === dataset)?.name ?? dataset;
  return `${name}, ${scope === "pair" ? "by pair" : "one pool"}`;
}

/** The tables of docs/evidence.md in Markdown, from what campaigns over the public sets showed. */
export function evidenceTables(results: readonly CampaignReplay[]): string {
  const of = (metric: string) => results.filter((result) => result.metric === metric);
  const inScope = (scope: CampaignReplay["scope"]) => of("chrf").filter((result) => result.scope === scope);
  return [
    "### One pool per file, by `chrf`",
    fixedTable(inScope("pooled"), ["covers", "right winner", "bias", "false winner"]),
    "### One pool per model pair, by `chrf`",
    fixedTable(inScope("pair"), ["covers", "lowest pair", "right winner", "bias", "false winner"]),
    "### Judging until a winner is shown, by `chrf`",
    stopTable(of("chrf")),
    "### By `length-gap`",
    fixedTable(of("length-gap"), ["covers", "right winner", "bias"]),
  ].join("\n\n");
}

type Fixed = PlayedOrder["fixed"][number];

const fixedColumns: Record<string, (at: Fixed, order: PlayedOrder) => string> = {
  covers: ({ coverage }, { mode }) => marked(coverage, mode),
  "lowest pair": ({ lowestCoverage }) => rate(lowestCoverage),
  "right winner": ({ winner }) => rate(winner),
  bias: ({ bias }) => points(bias),
  "false winner": ({ falselyDecided }) => rate(falselyDecided),
};

/** Each cell has one figure per share judged. */
function fixedTable(
  results: readonly CampaignReplay[],
  columns: readonly (keyof typeof fixedColumns)[],
): string {
  const shares = results[0]?.orders[0]?.fixed.map(({ share }) => `${100 * share} %`) ?? [];
  return markdownTable(
    ["pools × campaigns", "order", `comparisons at ${shares.join(" · ")}`, ...columns],
    results.flatMap((result) =>
      result.orders.map((order, i) => {
        const each = (show: (at: Fixed, order: PlayedOrder) => string) =>
          order.fixed.map((at) => show(at, order)).join(" · ");
        return [
          i === 0 ? poolWords(result) : "",
          orderName(order),
          each(({ comparisons }) => comparisons.toFixed(0)),
          ...columns.map((column) => each(fixedColumns[column] as (typeof fixedColumns)[string])),
        ];
      }),
    ),
  );
}

/** @example poolWords(result) // "PandaLM, by pair (10 × 400)" */
function poolWords(result: CampaignReplay): string {
  return `${evidenceName(result)} (${result.pools} × ${result.campaigns})`;
}

function stopTable(results: readonly CampaignReplay[]): string {
  return markdownTable(
    [
      "pools × campaigns",
      "order",
      "right winner",
      "wrong winner",
      "comparisons",
      "judgments",
      "of the pool",
      "ever missed",
      "false winner",
    ],
    results.flatMap((result) =>
      result.orders.map((order, i) => [
        i === 0 ? poolWords(result) : "",
        orderName(order),
        rate(order.stop.right),
        rate(order.stop.wrong),
        order.stop.comparisons.toFixed(0),
        order.stop.judgments.toFixed(0),
        `${(100 * order.stop.share).toFixed(0)} %`,
        rate(order.stop.everMissed),
        rate(order.stop.falselyDecided),
      ]),
    ),
  );
}

function orderName({ preset, reading }: PlayedOrder): string {
  return preset ?? (reading === "wilson" ? "explore, Wilson" : "explore, as a sample");
}

/** Bold where measure mode leaves the band, and where explore mode falls below it. */
function marked(coverage: number, mode: PlayedOrder["mode"]): string {
  const isTooHigh = mode === "measure" && coverage > nominalBand.upper;
  return coverage < nominalBand.lower || isTooHigh ? `**${rate(coverage)}**` : rate(coverage);
}

/** @example rate(0.9472) // ".947" */
function rate(share: number | null): string {
  return share === null ? "–" : share.toFixed(3).replace(/^0/, "");
}

/** @example points(-0.0142) // "−1.4" */
function points(bias: number): string {
  const digits = Math.abs(100 * bias).toFixed(1);
  return digits === "0.0" ? digits : `${bias < 0 ? "−" : "+"}${digits}`;
}

function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heading), line(heading.map(() => "---")), ...rows.map(line)].join("\n");
}
