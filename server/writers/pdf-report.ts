import pdfmake from "pdfmake";
import type { Content, ContentText, TDocumentDefinitions } from "pdfmake/interfaces";
import type { ReportParts } from "../report/parts/view";
import { drawPlots } from "../report/plots/draw-plots";
import { listReferences } from "../report/references/list-references";
import type { Reference } from "../report/references/reference";
import type { ReportContent, ReportPlots } from "../report/schemas";
import { pdfPlots } from "./pdf-plots";
import { pdfTable } from "./pdf-table";
import { type PrintableText, printableIn, type Typeface } from "./pdf-typeface";
import { rowsOf } from "./tables/report-table";
import { reportTables } from "./tables/report-tables";

export interface PdfReportInput {
  content: ReportContent;
  plots: ReportPlots;
  /** What was made after the report, as far as it is ready. */
  parts: ReportParts;
  hash: string;
  reportId: string;
  createdAt: number;
}

/** Sentences, and lines of a plot; more nobody reads, and the table has them. */
const mostPairs = 60;
const noPairPlots = { winRates: null, rankedAgainstControl: null };
const textWidth = 499;
/** A table of no more rows stands on one page. */
const rowsOfShort = 20;
/** A heading further down the page goes to the next one, with what it is of. */
const lastHeading = 0.8;
const soft = "#5b5b5b";
const ink = "#171717";

/**
 * A report as an A4 PDF: verdicts, tables, plots, methods and hashes. The same report gives the same bytes: the dates in
 * the file are the report's own.
 *
 * @param folders where fonts are looked for that have what the typeface lacks; the bytes then depend on them.
 */
export async function pdfReport(
  report: PdfReportInput,
  typeface: Typeface,
  folders: readonly string[] = [],
): Promise<Uint8Array> {
  const text = printableIn(typeface, JSON.stringify([report.content, report.parts]), folders);
  const files = [...Object.values(typeface), ...text.further.map(({ file }) => file)];
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.includes(path));
  const further = text.further.map(({ family, file, member }) => {
    // Of a collection pdfmake takes the file and the member's name, which its types do not know.
    const font = () => (member === undefined ? file : [file, member]) as string;
    return [family, { normal: font(), bold: font(), italics: font(), bolditalics: font() }] as const;
  });
  pdfmake.setFonts({
    Geist: { ...typeface, italics: typeface.normal, bolditalics: typeface.bold },
    ...Object.fromEntries(further),
  });
  return pdfmake.createPdf(documentOf(report, text)).getBuffer();
}

function documentOf(report: PdfReportInput, text: PrintableText): TDocumentDefinitions {
  const { content, hash, createdAt } = report;
  const made = new Date(createdAt);
  // The notice stands first and is known last.
  const pictured = text.inPictures();
  const body = [...summary(content, text), ...findings(report, text, pictured), ...provenance(report, text)];
  const title = text.name(content.campaign.name);
  const head: Content[] = [
    { text: text.pieces(title), style: "title" },
    {
      text: `${scopeSentence(content)} Made ${made.toISOString().slice(0, 16).replace("T", " ")} UTC by Tiebreak ${content.versions.product}.`,
      color: soft,
    },
    { text: `SHA-256 ${hash}`, color: soft, fontSize: 8, margin: [0, 2, 0, 8] },
  ];
  return {
    pageSize: "A4",
    pageMargins: [48, 48, 48, 56],
    language: "en",
    info: { title, creator: "Tiebreak", producer: "Tiebreak", creationDate: made, modDate: made },
    defaultStyle: { font: "Geist", fontSize: 9.5, lineHeight: 1.25, color: ink },
    styles: {
      title: { fontSize: 20, bold: true, margin: [0, 0, 0, 4] },
      section: { fontSize: 13, bold: true, margin: [0, 16, 0, 4] },
    },
    footer: (page, pages) => ({
      text: `${hash.slice(0, 16)}   ${page} / ${pages}`,
      alignment: "right",
      fontSize: 8,
      color: soft,
      margin: [48, 16, 48, 0],
    }),
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel === 1 && startPosition.verticalRatio > lastHeading,
    content: [...head, ...(text.hasNumbers || pictured.hasNumbers ? [missingNotice] : []), ...body],
  };
}

const missingNotice: Content = {
  text: "The fonts of this file lack some of the characters in names. Each is printed as its Unicode number, such as ‹U+4E2D›; the report as HTML shows the names as they are.",
  bold: true,
  margin: [0, 0, 0, 8],
};

function scopeSentence({ scope }: ReportContent): string {
  return scope === "whole-set"
    ? "Estimates for the whole set from a prioritised, randomised order."
    : "Explore mode: of the judged comparisons only.";
}

/** Verdicts and what a reader must know before the numbers. */
function summary({ pairs, notes }: ReportContent, text: PrintableText): Content[] {
  const more = pairs.length - mostPairs;
  return [
    ...pairs.slice(0, mostPairs).map(
      ({ verdict }): Content => ({
        text: text.pieces(text.sentence(verdict.sentence)),
        fontSize: 11,
        margin: [0, 0, 0, 4],
      }),
    ),
    ...(more > 0
      ? [
          {
            text: `And ${more} pairs more, in the table; plots of all pairs are in report.html.`,
            color: soft,
          },
        ]
      : []),
    ...notes.map(
      (note): Content => ({ text: text.pieces(text.sentence(note)), color: soft, margin: [0, 2, 0, 0] }),
    ),
  ];
}

/** Tables and plots, each plot after the table that it belongs to. */
function findings(
  { content, plots, parts }: PdfReportInput,
  text: PrintableText,
  pictured: PrintableText,
): Content[] {
  const drawn = printablePlots(content, plots, pictured);
  const tables = reportTables(content, parts).flatMap((table, place, all) => {
    const isShort = rowsOf(table).length <= rowsOfShort;
    const isTitled = table.title !== all[place - 1]?.title;
    // In what stays together a heading may not ask for a page of its own: pdfmake would leave all of it out.
    const title = isShort ? { ...section(table.title), headlineLevel: 0 } : section(table.title);
    const titled = [...(isTitled ? [title] : []), ...pdfTable(table, { text, width: textWidth, soft })];
    return [
      ...(isShort ? [{ stack: titled, unbreakable: true }] : titled),
      ...pdfPlots(table.name, drawn, { text, pictured, ink, soft }),
    ];
  });
  const others = pdfPlots("ties", drawn, { text, pictured, ink, soft });
  return [...tables, ...(others.length > 0 ? [section("Ties along the ranking"), ...others] : [])];
}

/**
 * The stored pictures; drawn anew where names in them are printed otherwise, so that they have the room they take. Those
 * with a line per pair are left out where they would not fit a page.
 */
function printablePlots(content: ReportContent, plots: ReportPlots, text: PrintableText): ReportPlots {
  const hasRoom = content.pairs.length <= mostPairs;
  const fitting = hasRoom ? plots : { ...plots, ...noPairPlots };
  const all = JSON.stringify(fitting);
  if (text.sentence(all) === text.spelled(all)) return fitting;
  const few = { ...content, pairs: content.pairs.slice(0, mostPairs) };
  const named = JSON.parse(JSON.stringify(few), (_, value) =>
    typeof value === "string" ? text.name(value) : value,
  );
  const { winRates, rankedAgainstControl, ...others } = drawPlots(named);
  return hasRoom ? { ...others, winRates, rankedAgainstControl } : { ...others, ...noPairPlots };
}

/** Methods with their sources, and what identifies the report. */
function provenance({ content, parts, hash, reportId }: PdfReportInput, text: PrintableText): Content[] {
  const { methods, ledger, configuration, versions, campaign } = content;
  const facts: [string, string][] = [
    ["Campaign", `${campaign.id}, ${campaign.state}`],
    ["Report", `${reportId}, version ${versions.report}`],
    ["SHA-256 of the content", hash],
    ["SHA-256 of the judgments", ledger.hash],
    ["Seed", configuration.seed],
    ["Methods", versions.methods.join(", ")],
  ];
  return [
    section("Methods"),
    { text: text.pieces(text.sentence(methods)) },
    ...listReferences(content, parts).map(
      (reference): Content => ({ text: text.name(sourceText(reference)), fontSize: 8, margin: [0, 3, 0, 0] }),
    ),
    section("Provenance"),
    ...facts.map(
      ([name, value]): Content => ({
        text: [{ text: `${name}: `, color: soft }, { text: text.pieces(text.name(value)) }],
        fontSize: 8,
      }),
    ),
    {
      text: "tiebreak report verify computes the report again from its JSON file.",
      fontSize: 8,
      color: soft,
      margin: [0, 4, 0, 0],
    },
  ];
}

function sourceText({ authors, title, venue, year, volume, pages, eprint }: Reference): string {
  const place = [venue, volume, pages, eprint && `arXiv:${eprint}`].filter(Boolean).join(", ");
  return `${authors.join("; ")} (${year}). ${title}. ${place}.`;
}

function section(title: string): ContentText {
  return { text: title, style: "section", headlineLevel: 1 };
}
