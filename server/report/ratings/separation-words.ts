import type { Separated } from "@/server/core/rating/bradley-terry";

const mostNamed = 12;

/**
 * The groups that share a scale, by names. Where they are one-sided, each was preferred to those after it; else they stand in
 * the order of their names.
 */
export function namedGroups({ reason, groups }: Separated, models: readonly string[]): string[][] {
  const named = groups.map((group) => Array.from(group, (model) => models[model]!));
  return reason === "one-sided" ? named : named.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1));
}

/** Why there is no common scale, naming the groups. */
export function separationSentence(separated: Separated, models: readonly string[]): string {
  const { reason, unjudged } = separated;
  if (reason === "no-judgments") return "Nothing was judged yet, so there are no ratings.";
  const named = namedGroups(separated, models).map(nameList);
  if (reason === "one-sided")
    return `There is no common scale: of the groups ${named.join("; ")}, each earlier one was preferred every time that it met a later one, so that the distance between them has no end. A single win or tie the other way would give one.`;
  const never =
    unjudged.length > 0
      ? ` Not judged at all: ${nameList(Array.from(unjudged, (model) => models[model]!))}.`
      : "";
  return `There is no common scale: between the groups ${named.join("; ")} nothing was judged that links them both ways, not even through other models.${never}`;
}

/** @example nameList(["a", "b"]) // "a, b" */
function nameList(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(", ");
  return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown;
}
