import type { outcomes } from "@/db/schema/judging";
import type { Decision } from "../judgment/schemas";

export type Outcome = (typeof outcomes)[number];

const ties: ReadonlySet<Outcome> = new Set(["tie", "both_good", "both_bad"]);

/**
 * Whether a known comparison was judged as known. A plain tie stands for both good and both bad, so that one set of gold
 * serves campaigns of three and of four outcomes.
 *
 * @example isAccepted("both_good", ["tie"]) // true
 */
export function isAccepted(outcome: Outcome, accepted: readonly Outcome[]): boolean {
  if (accepted.includes(outcome)) return true;
  if (outcome === "tie") return accepted.some((one) => ties.has(one));
  return ties.has(outcome) && accepted.includes("tie");
}

/**
 * The decisions that would have been right, as they are made on the screen.
 *
 * @example acceptedDecisions(["model_a"], "b_left", "four") // ["right"]
 */
export function acceptedDecisions(
  accepted: readonly Outcome[],
  presentedSide: "a_left" | "b_left",
  rule: "four" | "three",
): Decision[] {
  const all = [
    "left",
    "right",
    ...(rule === "four" ? (["both_good", "both_bad"] as const) : (["tie"] as const)),
  ] as Decision[];
  return all.filter((decision) => isAccepted(outcomeShown(decision, presentedSide), accepted));
}

function outcomeShown(decision: Decision, presentedSide: "a_left" | "b_left"): Outcome {
  if (decision !== "left" && decision !== "right") return decision;
  return (decision === "left") === (presentedSide === "a_left") ? "model_a" : "model_b";
}
