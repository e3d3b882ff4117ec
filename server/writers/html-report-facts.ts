import type { Trajectory } from "@/db/schema/campaign";
import { percent, percentRange } from "../report/interval-words";
import type { ReportConfiguration, ReportContent, TieRateBin } from "../report/schemas";
import { stopWords } from "../stop/stop-words";
import { htmlTable } from "./html-table";
import { type Html, html } from "./html-text";

type Fact = [name: string, value: string | number];

/** What was counted. */
export function countsSection({ counts, models }: ReportContent): Html {
  const facts: Fact[] = [
    ["Models", models.join(", ")],
    ["Prompts", counts.prompts],
    ["Comparisons in the set", counts.comparisons],
    ["Draws planned", counts.planned],
    ["Drawn", counts.drawn],
    ["Closed", counts.closed],
    ["Settled before the first open draw (closed prefix)", counts.closedPrefix],
    ["Settled beyond it", counts.completedBeyondPrefix],
    ["Open", counts.open],
    ["Unjudgeable", counts.unjudgeable],
    ["Judgments that stand", counts.judgments],
    ["Judgments counted", counts.judgmentsCounted],
    ["Judgments adopted from imports", counts.judgmentsImported],
    ["Judgments withdrawn", counts.withdrawn],
    ["Skips", counts.skips],
    ["Flags", counts.flags],
    ["Annotators", counts.annotators],
  ];
  return html`<section><h2>Counts</h2>
${factTable("What was drawn and judged.", facts)}</section>
`;
}

/** The numbers of the tie-rate curve. */
export function tieRateTable({ tieRateByPercentile: { bins, permutations } }: ReportContent): Html {
  return htmlTable(
    `Tie rate of the judged by tenth of the ranking; the null band is the 5–95 % range of ${permutations} permutations.`,
    [
      {
        head: "Part, from the top",
        cell: ({ from, to }: TieRateBin) => percentRange({ lower: from, upper: to }),
      },
      { head: "Comparisons", isNumber: true, cell: ({ comparisons }) => comparisons },
      { head: "Judgments", isNumber: true, cell: ({ judgments }) => judgments },
      {
        head: "Tie rate",
        isNumber: true,
        cell: ({ tieRate }) => (tieRate === null ? null : percent(tieRate)),
      },
      {
        head: "Null band",
        isNumber: true,
        cell: ({ nullLower, nullUpper }) =>
          nullLower === null || nullUpper === null
            ? null
            : percentRange({ lower: nullLower, upper: nullUpper }),
      },
    ],
    bins,
  );
}

/** Configuration, versions, seed and hashes, and how to compute everything again. */
export function provenanceSection(
  { configuration, versions, ledger, campaign }: ReportContent,
  { hash, reportId, createdAt }: { hash: string; reportId: string; createdAt: number },
): Html {
  const settings = Object.entries(configuration).map(
    ([name, value]): Fact => [settingName(name), settingWords(name, value, configuration)],
  );
  return html`<section><h2>Configuration and provenance</h2>
${factTable("Configuration at launch.", settings)}
${factTable("This report.", [
  ["Campaign", `${campaign.name} (${campaign.id}), ${campaign.state}`],
  ["Report", reportId],
  ["Made", new Date(createdAt).toISOString()],
  ["Hash of the content (SHA-256)", hash],
  ["Hash of the ledger (SHA-256)", ledger.hash],
  ["Tiebreak", versions.product],
  ["Report version", versions.report],
  ["Metric", versions.metric],
  ["Methods", versions.methods.join(", ")],
])}
<h3>To compute it again</h3>
<p>The campaign's <code>draws.jsonl</code> and <code>judgments.jsonl</code> hold every draw with its probability q and every judgment. The win rate of a pair is (1 + θ)/2 with θ = (1/M) Σ v·s over the M closed draws of a stratum, v = 1 + (N − M)/(N − m) · (1/((N − m + 1) q) − 1), and strata combined by size. The content hash is the SHA-256 of <code>content</code> in <code>report.json</code> as JSON with sorted keys and no spaces.</p></section>
`;
}

/** @example settingName("judgmentsPerComparison") // "Judgments per comparison" */
function settingName(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A setting in words where it has any; lists of parts as JSON. */
function settingWords(name: string, value: unknown, { stopRule, trajectories }: ReportConfiguration): string {
  if (name.startsWith("budget") && value === null) return "none (the whole set)";
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "none";
  if (name === "stopRule") return stopWords(stopRule ?? null).join(", or ");
  if (name === "trajectories") return (trajectories ?? []).map(runWords).join("; ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function runWords({ name, steps }: Trajectory): string {
  return `${name}: ${steps.map(({ model, step }) => `${model} at ${step}`).join(", ")}`;
}

function factTable(caption: string, facts: readonly Fact[]): Html {
  return htmlTable(
    caption,
    [
      { head: "What", cell: ([name]: Fact) => name },
      { head: "Value", cell: ([, value]) => value },
    ],
    facts,
  );
}
