import type { ReportContent, Verdict } from "@/server/report/schemas";

type Pairs = ReportContent["pairs"];

const order: Verdict["kind"][] = [
  "ahead",
  "equivalent",
  "level",
  "undecided",
  "not-enough",
  "judged-subset-only",
];

/** What is decided first; pairs that stand alike keep their order. */
export function byVerdict(pairs: Pairs): Pairs {
  return pairs.toSorted((a, b) => order.indexOf(a.verdict.kind) - order.indexOf(b.verdict.kind));
}

/**
 * How many pairs are decided, in a line.
 *
 * @example verdictTitle(pairs) // "Verdicts: 2 of 6 pairs decided, 1 equivalent"
 */
export function verdictTitle(pairs: Pairs): string {
  if (pairs.length === 1) return "Verdict";
  const countOf = (kind: Verdict["kind"]) => pairs.filter(({ verdict }) => verdict.kind === kind).length;
  if (countOf("judged-subset-only") > 0) return "Verdicts, of the judged only";
  const decided = countOf("ahead");
  const start = `Verdicts: ${decided === 0 ? "none" : decided} of ${pairs.length} pairs decided`;
  const alike = [
    { count: countOf("equivalent"), word: "equivalent" },
    { count: countOf("level"), word: "level" },
  ].filter(({ count }) => count > 0);
  return [start, ...alike.map(({ count, word }) => `${count} ${word}`)].join(", ");
}
