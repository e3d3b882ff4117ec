import type { ReportParts } from "../parts/view";
import { chiang2024 } from "./chiang2024";
import type { Reference } from "./reference";

/** A reference of what is made after a report, and what must be there for it to be used. */
interface PartReference extends Reference {
  isUsed: (parts: ReportParts) => boolean;
}

const isKnown = ({ profile }: ReportParts, column: "diversity" | "readability") =>
  Boolean(profile?.models.some((row) => row[column].value !== null));
const isControlled = ({ style }: ReportParts) =>
  Boolean(style?.style?.rated.length || style?.pairs.some(({ winRate }) => winRate !== null));

/** Profiles, preferences at equal style, and resampled ratings. */
export const partReferences: readonly PartReference[] = [
  {
    isUsed: (parts) => isKnown(parts, "diversity"),
    key: "covington2010",
    kind: "article",
    authors: ["Covington, Michael A.", "McFall, Joe D."],
    title: "Cutting the Gordian Knot: The Moving-Average Type-Token Ratio (MATTR)",
    venue: "Journal of Quantitative Linguistics",
    year: 2010,
    volume: "17",
    number: "2",
    pages: "94-100",
    subject: "the diversity of words",
  },
  {
    isUsed: (parts) => isKnown(parts, "readability"),
    key: "flesch1948",
    kind: "article",
    authors: ["Flesch, Rudolph"],
    title: "A New Readability Yardstick",
    venue: "Journal of Applied Psychology",
    year: 1948,
    volume: "32",
    number: "3",
    pages: "221-233",
    subject: "reading ease",
  },
  {
    isUsed: isControlled,
    key: "dubois2024",
    kind: "misc",
    authors: ["Dubois, Yann", "Galambosi, Balazs", "Liang, Percy", "Hashimoto, Tatsunori B."],
    title: "Length-Controlled AlpacaEval: A Simple Way to Debias Automatic Evaluators",
    venue: "arXiv",
    year: 2024,
    eprint: "2404.04475",
    subject: "preferences at equal length",
  },
  {
    ...chiang2024,
    isUsed: ({ style }) => Boolean(style?.style?.rated.length),
    subject: "ratings at equal style",
  },
  {
    isUsed: ({ bootstrap }) => Boolean(bootstrap?.rated.length),
    key: "efron1979",
    kind: "article",
    authors: ["Efron, Bradley"],
    title: "Bootstrap Methods: Another Look at the Jackknife",
    venue: "The Annals of Statistics",
    year: 1979,
    volume: "7",
    number: "1",
    pages: "1-26",
    subject: "bootstrap intervals",
  },
];
