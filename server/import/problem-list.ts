import type { ImportProblem } from "@/db/schema/content";
import type { RowProblem } from "@/server/readers/rows";

const keptProblems = 1_000;

/** What is wrong with a file: the first 1,000 problems, all counted. */
export interface ProblemList {
  readonly kept: ImportProblem[];
  add(problem: RowProblem): void;
  count(): number;
  /** How many rows have a problem. */
  badRows(): number;
  /** The problem that makes the whole file unreadable. */
  fatal(): ImportProblem | undefined;
}

/** Problems of one row must be added one after the other: that is how rows are counted. */
export function listProblems(): ProblemList {
  const kept: ImportProblem[] = [];
  let count = 0;
  let badRows = 0;
  let lastLine = 0;
  let fatal: ImportProblem | undefined;
  return {
    kept,
    add({ wholeFile, ...problem }) {
      count++;
      if (problem.line !== lastLine) badRows++;
      lastLine = problem.line;
      if (wholeFile) fatal = problem;
      if (kept.length < keptProblems) kept.push(problem);
    },
    count: () => count,
    badRows: () => badRows,
    fatal: () => fatal,
  };
}
