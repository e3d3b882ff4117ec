import { TiebreakError } from "../errors";
import type { Decision } from "./schemas";

export type Outcome = "model_a" | "model_b" | "tie" | "both_good" | "both_bad";

/**
 * What a decision made on the screen says of the models: left and right are mapped by the presented side. Refuses a
 * decision that the campaign's outcomes do not have.
 *
 * @example outcomeOf("left", "b_left", "four") // "model_b"
 */
export function outcomeOf(
  decision: Decision,
  presentedSide: "a_left" | "b_left",
  outcomes: "four" | "three",
): Outcome {
  if (decision === "left") return presentedSide === "a_left" ? "model_a" : "model_b";
  if (decision === "right") return presentedSide === "a_left" ? "model_b" : "model_a";
  if ((decision === "tie") !== (outcomes === "three")) {
    const choices = outcomes === "three" ? "left, right or tie" : "left, right, both_good or both_bad";
    throw new TiebreakError("invalid_input", `This campaign takes ${choices}, not ${decision}.`);
  }
  return decision;
}

/**
 * The decision on the screen that an outcome was.
 *
 * @example decisionOf("model_b", "b_left") // "left"
 */
export function decisionOf(outcome: Outcome, presentedSide: "a_left" | "b_left"): Decision {
  if (outcome !== "model_a" && outcome !== "model_b") return outcome;
  return (outcome === "model_a") === (presentedSide === "a_left") ? "left" : "right";
}
