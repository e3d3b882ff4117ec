import type { ImportProblem } from "@/db/schema/content";
import { TiebreakError } from "../errors";
import type { ProblemList } from "./problem-list";

/** The refusal of a file: what is wrong first, how much there is, and all kept problems in `detail`. */
export function refuseFile(fileName: string, problems: ProblemList): TiebreakError {
  const first = problems.fatal() ?? problems.kept[0];
  const count = problems.count();
  const shown = first ? describeProblem(first) : "the file has no rows that can be read";
  const more = count > 1 ? ` There are ${count} problems in all.` : "";
  const advice =
    problems.fatal() || !first ? "" : " Mend the file, or skip bad rows to import the good ones.";
  const message = `${fileName} was not imported and nothing was changed. ${shown}.${more}${advice}`;
  return new TiebreakError("invalid_input", message, { problems: problems.kept, problemCount: count });
}

/** @example describeProblem({ line: 3, field: "model", reason: "is missing" }) // "Line 3, model: is missing" */
export function describeProblem({ line, field, reason }: ImportProblem): string {
  return `Line ${line}${field === undefined ? "" : `, ${field}`}: ${reason}`;
}
