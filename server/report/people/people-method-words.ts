import type { ReportConfiguration } from "../schemas";
import type { PeopleView } from "./view";

/** How agreement was measured and what extra judgments were, ready to paste into a paper; empty where there is neither. */
export function peopleMethodWords(
  { all, control, extra }: PeopleView,
  { judgmentsPerComparison }: Pick<ReportConfiguration, "judgmentsPerComparison">,
): string[] {
  const where = control ? "on the control sample and on all that was judged" : "on all that was judged";
  return [
    ...(all.overlapping > 0
      ? [
          `Agreement is Krippendorff's α ${where}, nominal over the outcomes and interval with the tie halfway, with percentile intervals from a bootstrap over prompts.`,
        ]
      : []),
    ...(extra && extra.judgments > 0
      ? [
          `Where the ${judgmentsPerComparison} judgments of a comparison disagreed, ${extra.judgments} extra judgments were asked for until one outcome led by two${extra.upTo === null ? "" : ` or there were ${extra.upTo}`}; they decide labels and are in no estimate.`,
        ]
      : []),
  ];
}
