import { findDetector } from "@/server/core/noise/registry";
import type { RuleView } from "../noise/list-rules";

/**
 * The rules of one time with their counts, or undefined without any.
 *
 * @example ruleWords([{ detector: "empty", when: "before-launch", comparisons: 4 }], "before-launch") // "empty (4)"
 */
export function ruleWords(rules: readonly RuleView[], when: RuleView["when"]): string | undefined {
  const named = rules
    .filter((rule) => rule.when === when)
    .map(
      ({ detector, comparisons }) =>
        `${findDetector(detector)?.title.toLowerCase() ?? detector} (${comparisons})`,
    );
  return named.length === 0 ? undefined : named.join(", ");
}
