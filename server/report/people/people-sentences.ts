import { percent, percentRange } from "../interval-words";
import type { ReportInput } from "../report-input";
import type { AgreementGroup, PeopleView } from "./view";

type Said = Omit<PeopleView, "sentences">;

/** What a reader in a hurry must know of the people: whether agreement can be told, how high it is, and what stands out. */
export function peopleSentences(view: Said, { configuration }: Pick<ReportInput, "configuration">): string[] {
  return [
    ...agreementSentences(view, configuration.judgmentsPerComparison, configuration.extraUpTo ?? null),
    ...sideSentences(view),
    ...repeatSentences(view),
    ...goldSentences(view),
    ...unusualSentences(view),
    ...weightedSentences(view),
  ];
}

function agreementSentences(
  { control, controlReason, all }: Said,
  perComparison: number,
  extraUpTo: number | null,
): string[] {
  if (all.overlapping === 0) {
    const why = all.alphaNominal.reason ?? "";
    const how =
      perComparison === 1 && extraUpTo === null
        ? " It takes two judgments of a comparison by different people. The number is fixed at launch: set two judgments per comparison next time, or launch a small campaign of the same data with two; a hundred comparisons show whether α is near 0.1 or near 0.6."
        : perComparison === 1
          ? ""
          : " It takes a second annotator on comparisons that are judged already.";
    return [`How far annotators agree cannot be measured. ${why}${how}`];
  }
  const quoted = control?.alphaNominal.value != null ? control : all;
  const where =
    quoted === control
      ? `on the ${plural(quoted.overlapping, "comparison")} of the control sample that two people or more judged`
      : `on all ${plural(quoted.overlapping, "comparison")} that two people or more judged`;
  const sentences = [`${alphaWords(quoted)} ${where}.`];
  if (quoted !== control)
    sentences.push(
      `${controlReason ?? control?.alphaNominal.reason ?? ""} These comparisons were chosen by the order, for which α is rather too high.`.trim(),
    );
  sentences.push(
    "Between close models an α of 0.05 to 0.24 is normal and 0.67 shows a clear gap: a low one says that people differ, not that they are careless.",
  );
  return sentences;
}

function alphaWords({ alphaNominal, percent: share }: AgreementGroup): string {
  const { value, lower, upper, reason } = alphaNominal;
  if (value === null) return `Krippendorff's α cannot be told (${lowerFirst(reason ?? "")})`;
  const interval = lower === null || upper === null ? "" : ` (${number(lower)} to ${number(upper)})`;
  const pairs = share.value === null ? "" : `; two people say the same in ${percent(share.value)} of cases`;
  return `Krippendorff's α is ${number(value)}${interval}${pairs},`;
}

function sideSentences({ sides: { leftRate, left, right } }: Said): string[] {
  const { value, lower, upper } = leftRate;
  if (value === null || lower === null || upper === null) return [];
  const told = `The left side of the screen was preferred in ${percent(value)} of ${plural(left + right, "decisive judgment")} (${percentRange({ lower, upper })})`;
  if (lower <= 0.5 && upper >= 0.5) return [`${told}: no lean to a side is seen.`];
  return [
    `${told}: together the annotators lean to the ${value > 0.5 ? "left" : "right"}. Sides are drawn at random, so it favours no model; it makes ties and mistakes likelier.`,
  ];
}

function repeatSentences({ repeats: { repeats, same, followedSide } }: Said): string[] {
  if (repeats === 0 || same.value === null) return [];
  const told = `Shown again with sides swapped, ${plural(same.of, "comparison")} got the same answer from the same person in ${percent(same.value)} of cases`;
  const side =
    followedSide.value === null ? "" : `; in ${percent(followedSide.value)} the answer stayed with the side`;
  return [`${told}${side}.`];
}

function goldSentences({ annotators }: Said): string[] {
  const judged = annotators.reduce((sum, { gold }) => sum + gold.of, 0);
  if (judged === 0) return [];
  const right = annotators.reduce((sum, { gold }) => sum + Math.round((gold.value ?? 0) * gold.of), 0);
  return [
    `Of ${plural(judged, "judgment")} of comparisons with a known outcome ${percent(right / judged)} were right. They are in no estimate.`,
  ];
}

function unusualSentences({ annotators }: Said): string[] {
  const tested = annotators.filter(({ unusual }) => unusual.p !== null);
  if (tested.length === 0) return [];
  const unusual = tested.filter(({ unusual: { isUnusual } }) => isUnusual);
  if (unusual.length === 0)
    return [
      `None of ${plural(tested.length, "annotator")} with enough judgments for a test judges unlike the others.`,
    ];
  return [
    `${plural(unusual.length, "annotator")} of ${tested.length} tested ${unusual.length === 1 ? "judges" : "judge"} unlike the others: look at their judgments. By chance alone one in twenty would be called so; nobody is left out for it.`,
  ];
}

function weightedSentences({ weighted: { pairs } }: Said): string[] {
  const furthest = pairs.reduce(
    (most, { weighted, unweighted }) => Math.max(most, Math.abs(weighted.winRate - unweighted.winRate)),
    0,
  );
  if (pairs.length === 0) return [];
  return [
    `Counting annotators by how far they agree with the others would move no win rate of the judged by more than ${percent(furthest)}; the result stays the unweighted one.`,
  ];
}

function number(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, "");
}
