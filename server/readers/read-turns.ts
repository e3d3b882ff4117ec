import { addProblem, expected, type PickedColumns } from "./pick-columns";
import { textFault } from "./read-text";
import type { ImportedTurn } from "./rows";

const roles = ["user", "assistant", "system"] as const;

/** The turns of a prompt, `{role, content}` each, or undefined when absent or faulty; faults are added as problems. */
export function readTurns(picked: PickedColumns): ImportedTurn[] | undefined {
  const value = picked.values.get("turns");
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    addProblem(picked, "turns", expected("a list of turns", value));
    return undefined;
  }
  if (value.length === 0)
    addProblem(picked, "turns", "is an empty list: leave it out or give at least one turn");
  const before = picked.problems.length;
  const turns = value.map((turn: unknown, index) => readTurn(picked, `turns[${index}]`, turn));
  return picked.problems.length === before ? turns : undefined;
}

function readTurn(picked: PickedColumns, field: string, turn: unknown): ImportedTurn {
  const { role, content } = (typeof turn === "object" && turn !== null ? turn : {}) as Record<
    string,
    unknown
  >;
  const knownRole = roles.find((known) => known === role);
  if (typeof turn !== "object" || turn === null || Array.isArray(turn)) {
    addProblem(picked, field, expected("an object with role and content", turn));
  } else if (knownRole === undefined) {
    addProblem(picked, `${field}.role`, expected("user, assistant or system", role));
  } else if (typeof content !== "string") {
    addProblem(picked, `${field}.content`, expected("text", content));
  } else {
    const fault = textFault(content);
    if (fault !== undefined) addProblem(picked, `${field}.content`, fault);
  }
  return { role: knownRole ?? "user", content: typeof content === "string" ? content : "" };
}
