import type { ReportContent } from "../schemas";
import { chiang2024 } from "./chiang2024";
import type { MethodReference } from "./list-references";

const kappaOf = ({ people }: ReportContent) =>
  typeof people?.all.kappa.value === "number" ? people.all.kappa.kind : undefined;

/** People: how far they agree, and their habits. */
export const agreementReferences: readonly MethodReference[] = [
  {
    method: "krippendorff-alpha",
    isUsed: ({ people }) => typeof people?.all.alphaNominal.value === "number",
    key: "hayes2007",
    kind: "article",
    authors: ["Hayes, Andrew F.", "Krippendorff, Klaus"],
    title: "Answering the Call for a Standard Reliability Measure for Coding Data",
    venue: "Communication Methods and Measures",
    year: 2007,
    volume: "1",
    number: "1",
    pages: "77-89",
    subject: "Krippendorff's alpha",
  },
  {
    method: "cohen-kappa",
    isUsed: (content) => kappaOf(content) === "cohen",
    key: "cohen1960",
    kind: "article",
    authors: ["Cohen, Jacob"],
    title: "A Coefficient of Agreement for Nominal Scales",
    venue: "Educational and Psychological Measurement",
    year: 1960,
    volume: "20",
    number: "1",
    pages: "37-46",
    subject: "Cohen's kappa",
  },
  {
    method: "fleiss-kappa",
    isUsed: (content) => kappaOf(content) === "fleiss",
    key: "fleiss1971",
    kind: "article",
    authors: ["Fleiss, Joseph L."],
    title: "Measuring Nominal Scale Agreement among Many Raters",
    venue: "Psychological Bulletin",
    year: 1971,
    volume: "76",
    number: "5",
    pages: "378-382",
    subject: "Fleiss' kappa",
  },
  {
    method: "anomaly-test",
    isUsed: ({ people }) => Boolean(people?.annotators.some(({ unusual }) => unusual.p !== null)),
    ...chiang2024,
    subject: "the test for unusual annotators",
  },
  {
    method: "one-coin-dawid-skene",
    isUsed: ({ people }) => Boolean(people?.weighted.pairs.length),
    key: "dawid1979",
    kind: "article",
    authors: ["Dawid, A. P.", "Skene, A. M."],
    title: "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm",
    venue: "Journal of the Royal Statistical Society Series C (Applied Statistics)",
    year: 1979,
    volume: "28",
    number: "1",
    pages: "20-28",
    subject: "the weighting of annotators by reliability",
  },
];
