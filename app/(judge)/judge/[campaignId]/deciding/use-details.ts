import { useState } from "react";
import type { Decision, JudgmentDetails, MarkedSpan } from "@/server/judgment/schemas";
import type { AskedDetails } from "@/server/task/schemas";
import type { Marked } from "./use-evidence";

/** What is still to be said before a decision can be saved, the first of it. */
export type Missing = { what: "strength" | "reason" } | { what: "criterion"; name: string };

/** Whether anything is asked beside this decision. */
export function isAsked(asks: AskedDetails, decision: Decision): boolean {
  const isPreference = decision === "left" || decision === "right";
  return asks.criteria.length > 0 || asks.reasons !== null || (isPreference && asks.strength !== "off");
}

/** What the campaign requires and has not been told. */
export function missingOf(
  asks: AskedDetails,
  decision: Decision,
  details: JudgmentDetails,
): Missing | undefined {
  const isPreference = decision === "left" || decision === "right";
  if (isPreference && asks.strength === "required" && details.strength === undefined)
    return { what: "strength" };
  const criterion = asks.criteria.find(
    ({ id, required }) => required && details.criteria?.[id] === undefined,
  );
  if (criterion) return { what: "criterion", name: criterion.name };
  const hasReason = (details.reasons?.length ?? 0) > 0 || (details.comment ?? "").trim() !== "";
  if (asks.reasons?.required && !hasReason) return { what: "reason" };
  return undefined;
}

/** What is sent of what was said: nothing empty, and no strength of a tie. */
export function saidOf(decision: Decision, details: JudgmentDetails): JudgmentDetails | undefined {
  const { strength, criteria = {}, reasons = [], comment = "", spans = [] } = details;
  const said: JudgmentDetails = {
    ...(strength !== undefined && (decision === "left" || decision === "right") ? { strength } : {}),
    ...(Object.keys(criteria).length > 0 ? { criteria } : {}),
    ...(reasons.length > 0 ? { reasons } : {}),
    ...(comment.trim() === "" ? {} : { comment: comment.trim() }),
    ...(spans.length > 0 ? { spans } : {}),
  };
  return Object.keys(said).length > 0 ? said : undefined;
}

const nothingSaid = { pending: undefined, details: {}, marked: [] };

interface Begun {
  taskId: string | undefined;
  /** Chosen and not yet saved, while something is asked beside it. */
  pending: Decision | undefined;
  details: JudgmentDetails;
  marked: readonly Marked[];
}

/** Marked parts as they are sent. */
export function spansOf(marked: readonly Marked[]): MarkedSpan[] {
  return marked.map(({ side, start, end, speaks }) => ({ side, start, end, speaks }));
}

/** The decision that waits for its details, and the details, which end with their comparison. */
export function useDetails(taskId: string | undefined) {
  const [begun, setBegun] = useState<Begun>({ taskId, ...nothingSaid });
  const own = begun.taskId === taskId ? begun : { taskId, ...nothingSaid };
  return {
    pending: own.pending,
    details: own.details,
    marked: own.marked,
    choose: (pending: Decision | undefined) => setBegun({ ...own, pending }),
    say: (part: JudgmentDetails) => setBegun({ ...own, details: { ...own.details, ...part } }),
    mark: (marked: readonly Marked[]) => setBegun({ ...own, marked }),
  };
}
