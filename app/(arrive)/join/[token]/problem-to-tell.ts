import { type JoinProblem, joinProblems } from "@/server/join/schemas";

/** Why somebody may not join, which shows when they try and not when they look. */
const seenByTrying: ReadonlySet<JoinProblem> = new Set(["left", "no_person", "too_long", "too_many"]);

/** After which trying again from the same page is of no use. */
const lasting: ReadonlySet<JoinProblem> = new Set(["left", "no_person", "too_long"]);

interface Known {
  /** What the address says that joining was refused for. */
  told: unknown;
  /** What is wrong with the link now. */
  found: JoinProblem | null;
  /** Whether it is a panel's link that names nobody. */
  isNobody: boolean;
  isPanel: boolean;
}

/** What is told of a link, and whether the form to join stands below. */
export function problemToTell({ told, found, isNobody, isPanel }: Known): {
  problem: JoinProblem | null;
  hasForm: boolean;
} {
  const refused = joinProblems.find((name) => name === told) ?? null;
  const nobody = isNobody ? ("no_person" as const) : null;
  const problem = refused && seenByTrying.has(refused) ? refused : (found ?? nobody ?? refused);
  // Whoever comes by a panel again is let in, even when it is full for others.
  const isOpen = found === null || (found === "full" && isPanel);
  return { problem, hasForm: isOpen && !isNobody && !(problem && lasting.has(problem)) };
}
