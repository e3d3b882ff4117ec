import type { Content } from "pdfmake/interfaces";
import type { ReportPlots } from "../report/schemas";
import type { PrintableText } from "./pdf-typeface";

/** More of a kind would make a file that nobody reads; report.html has all. */
const mostOfAKind = 4;

interface Drawn {
  caption: string;
  svg: string | null | undefined;
}

/** The pictures that belong to a table, or to the ranking's ties ("ties"), in ink and in the file's typeface. */
export function pdfPlots(
  table: string,
  plots: ReportPlots,
  { text, pictured, ink, soft }: { text: PrintableText; pictured: PrintableText; ink: string; soft: string },
): Content[] {
  const drawn = (drawnFor[table]?.(plots) ?? []).filter(({ svg }) => typeof svg === "string");
  return drawn.map(({ caption, svg }): Content => {
    const own = pictured
      .sentence(svg as string)
      .replaceAll("currentColor", ink)
      .replaceAll('font-family="inherit"', 'font-family="Geist"')
      .replace(/>([^<>]+)</g, (_, words: string) => `>${inFonts(words, pictured)}<`);
    const picture = { svg: own, fit: [440, 640], font: "Geist" } as Content;
    const title = { text: text.pieces(text.sentence(caption)), fontSize: 8, color: soft };
    return { stack: [title, picture], unbreakable: true, margin: [0, 8, 0, 4] };
  });
}

/** A picture's text with each piece in its font. */
function inFonts(words: string, text: PrintableText): string {
  const pieces = text.pieces(words);
  if (typeof pieces === "string") return pieces;
  return pieces.map(({ text: own, font }) => `<tspan font-family="${font}">${own}</tspan>`).join("");
}

const drawnFor: Record<string, (plots: ReportPlots) => Drawn[]> = {
  pairs: ({ winRates, sequences }) => [
    { caption: "Win rate of the first model of each pair; the line marks 50 %.", svg: winRates },
    ...byPair(sequences, "the interval of the win rate while people judged"),
  ],
  slices: ({ slices }) => byPair(slices, "win rate by slice"),
  ratings: ({ ratings, trajectories = [] }) => [
    { caption: "Ratings with their intervals.", svg: ratings },
    ...trajectories
      .slice(0, mostOfAKind)
      .map(({ name, svg }) => ({ caption: `${name}: rating by step.`, svg })),
  ],
  annotators: ({ annotatorSides }) => [
    { caption: "Which side of the screen each annotator preferred.", svg: annotatorSides },
  ],
  ties: ({ tieRateByPercentile, rankedAgainstControl }) => [
    {
      caption:
        "Tie rate of the judged. The band is what chance gives if outcomes have nothing to do with the ranking.",
      svg: tieRateByPercentile,
    },
    {
      caption: "Tie rate of the first ranked draws (filled) and of the random sample of the set (hollow).",
      svg: rankedAgainstControl,
    },
  ],
};

function byPair(drawn: ReportPlots["sequences"], what: string): Drawn[] {
  return (drawn ?? [])
    .slice(0, mostOfAKind)
    .map(({ modelA, modelB, svg }) => ({ caption: `${modelA} against ${modelB}: ${what}.`, svg }));
}
