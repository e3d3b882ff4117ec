import type { ReportParts } from "../report/parts/view";
import type { ReportContent, ReportPlots } from "../report/schemas";
import { withContents } from "./html-report-contents";
import { countsSection, provenanceSection, tieRateTable } from "./html-report-facts";
import { orderTable, pairsSection } from "./html-report-pairs";
import { partsSection } from "./html-report-parts";
import { peopleSection } from "./html-report-people";
import { ratingsSection } from "./html-report-ratings";
import { slicesSection } from "./html-report-slices";
import { stopSection } from "./html-report-stop";
import { reportStyle } from "./html-report-style";
import { judgeSection, widerSection } from "./html-report-targets";
import { worthSection } from "./html-report-worth";
import { asHtml, type Html, html } from "./html-text";

export interface HtmlReportInput {
  content: ReportContent;
  plots: ReportPlots;
  /** What was made after the report, as far as it is ready. */
  parts: ReportParts;
  hash: string;
  reportId: string;
  createdAt: number;
}

/** A report as one HTML file without scripts or anything to fetch: to read, to print, to send. */
export function htmlReport(report: HtmlReportInput): string {
  const { content, plots } = report;
  const { campaign, notes } = content;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${campaign.name} – report</title>
<style>${asHtml(reportStyle)}</style></head>
<body><header><h1>${campaign.name}</h1>
<p class="soft">${scopeSentence(content)} Made ${new Date(report.createdAt).toISOString().slice(0, 16).replace("T", " ")} UTC. Hash <code>${report.hash.slice(0, 16)}</code>.</p></header>
<main>
<ul class="verdicts">${content.pairs.map(
    ({ verdict }) => html`<li class="${verdict.kind}">${verdict.sentence}</li>
`,
  )}</ul>
${notes.map(
  (note) => html`<p>${note}</p>
`,
)}
${withContents(html`${figure(plots.winRates, "Win rate of the first model of each pair; the line marks 50 %.")}
${pairsSection(content)}
${stopSection(content, plots)}
${judgeSection(content)}
${widerSection(content)}
${slicesSection(content, plots)}
${ratingsSection(content, plots)}
${partsSection(content, report.parts)}
${peopleSection(content, plots)}
${orderSection(content, plots)}
<section><h2>Tie rate along the ranking</h2>
${content.tieRateByPercentile.reason ? html`<p>${content.tieRateByPercentile.reason}</p>` : null}
${figure(plots.tieRateByPercentile, "Of the judged. The grey band is what chance gives if outcomes have nothing to do with the ranking.")}
${tieRateTable(content)}</section>
${worthSection(content, report.parts)}
${countsSection(content)}
<section><h2>Methods</h2>
<p>${content.methods}</p></section>
${provenanceSection(content, report)}
`)}
</main></body></html>
`.text;
}

function scopeSentence({ scope }: ReportContent): string {
  return scope === "whole-set"
    ? "Estimates for the whole set from a prioritised, randomised order."
    : "Explore mode: of the judged comparisons only.";
}

function orderSection({ order }: ReportContent, { rankedAgainstControl }: ReportPlots): Html | null {
  if (!order) return null;
  return html`<section><h2>What the order was worth</h2>
${figure(rankedAgainstControl, "Tie rate of the first ranked draws (filled) and of the control sample, a random sample of the whole set (hollow), with 95 % intervals.")}
${orderTable(order)}</section>`;
}

function figure(svg: string | null, caption: string): Html | null {
  return svg === null
    ? null
    : html`<figure><div class="scroll">${asHtml(svg)}</div><figcaption>${caption}</figcaption></figure>`;
}
