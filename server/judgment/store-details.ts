import type { Criterion, ReasonSettings } from "@/db/schema/campaign";
import type { EvidenceSpan } from "@/db/schema/judging";
import { TiebreakError } from "../errors";
import type { AskedDetails } from "../task/schemas";
import type { Decision, JudgmentDetails } from "./schemas";

/** The details of a judgment as they are stored: of model a and b, not of left and right. */
export interface StoredDetails {
  strength: number | null;
  criteria: Record<string, "model_a" | "model_b" | "tie"> | null;
  reasons: string[] | null;
  comment: string | null;
  spans: EvidenceSpan[] | null;
}

/**
 * What was said beside a decision, mapped from the screen to the models; refuses what the campaign does not ask for, and
 * what is missing of what it requires. A strength belongs to a preference and is left out of ties.
 *
 * @throws TiebreakError `invalid_input`.
 * @example storeDetails({ strength: 2 }, "left", "b_left", asked).strength // 2
 */
export function storeDetails(
  details: JudgmentDetails,
  decision: Decision,
  presentedSide: "a_left" | "b_left",
  asked: AskedDetails,
): StoredDetails {
  const modelOf = (side: "left" | "right") =>
    (side === "left") === (presentedSide === "a_left") ? ("model_a" as const) : ("model_b" as const);
  const isPreference = decision === "left" || decision === "right";
  return {
    strength: strengthOf(details.strength, isPreference, asked.strength),
    criteria: criteriaOf(details.criteria ?? {}, asked.criteria, modelOf),
    ...reasonsOf(details, asked.reasons),
    spans: spansOf(details.spans ?? [], asked.evidenceSpans, modelOf),
  };
}

/** What was stored beside a decision, as it was said on the screen. */
export function showDetails(stored: StoredDetails, presentedSide: "a_left" | "b_left"): JudgmentDetails {
  const sideOf = (model: "model_a" | "model_b") =>
    (model === "model_a") === (presentedSide === "a_left") ? ("left" as const) : ("right" as const);
  const { strength, criteria, reasons, comment, spans } = stored;
  return {
    ...(strength === null ? {} : { strength: strength as JudgmentDetails["strength"] }),
    ...(criteria && {
      criteria: Object.fromEntries(
        Object.entries(criteria).map(([id, model]) => [id, model === "tie" ? "same" : sideOf(model)]),
      ),
    }),
    ...(reasons && { reasons }),
    ...(comment && { comment }),
    ...(spans && { spans: spans.map(({ side, ...span }) => ({ side: sideOf(side), ...span })) }),
  };
}

function strengthOf(strength: number | undefined, isPreference: boolean, asked: AskedDetails["strength"]) {
  if (strength !== undefined && asked === "off") throw refused("This campaign does not ask how clear it is.");
  if (!isPreference) return null;
  if (strength === undefined && asked === "required") throw refused("Say how clear the preference is.");
  return strength ?? null;
}

function criteriaOf(
  answers: Record<string, "left" | "right" | "same">,
  criteria: readonly Criterion[],
  modelOf: (side: "left" | "right") => "model_a" | "model_b",
): StoredDetails["criteria"] {
  const unknown = Object.keys(answers).find((id) => !criteria.some((criterion) => criterion.id === id));
  if (unknown !== undefined) throw refused(`This campaign has no criterion “${unknown}”.`);
  const missing = criteria.find(({ id, required }) => required && answers[id] === undefined);
  if (missing) throw refused(`Say which is better in “${missing.name}”.`);
  const stored = Object.entries(answers).map(([id, side]) => [id, side === "same" ? "tie" : modelOf(side)]);
  return stored.length > 0 ? Object.fromEntries(stored) : null;
}

function reasonsOf(
  { reasons = [], comment = "" }: JudgmentDetails,
  asked: ReasonSettings | null,
): Pick<StoredDetails, "reasons" | "comment"> {
  const unknown = reasons.find((reason) => !asked?.choices.includes(reason));
  if (unknown !== undefined) throw refused(`This campaign has no reason “${unknown}”.`);
  if (comment !== "" && !asked?.text) throw refused("This campaign does not ask for reasons in words.");
  if (asked?.required && reasons.length === 0 && comment === "") throw refused("Say why.");
  return {
    reasons: reasons.length > 0 ? [...new Set(reasons)] : null,
    comment: comment === "" ? null : comment,
  };
}

function spansOf(
  spans: NonNullable<JudgmentDetails["spans"]>,
  isAsked: boolean,
  modelOf: (side: "left" | "right") => "model_a" | "model_b",
): EvidenceSpan[] | null {
  if (spans.length === 0) return null;
  if (!isAsked) throw refused("This campaign does not ask for marked parts.");
  return spans.map(({ side, ...span }) => ({ side: modelOf(side), ...span }));
}

function refused(message: string): TiebreakError {
  return new TiebreakError("invalid_input", message);
}
