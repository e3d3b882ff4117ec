import { addProblem, expected, givenName, type PickedColumns } from "./pick-columns";
import { readAnnotator, readJudgment } from "./read-judgments";
import type { ImportedJudgeVote } from "./rows";

const sumTolerance = 0.01;

/**
 * The votes of judges that came with a pair: each like a judgment, `{annotator, outcome}` (both ways of tying count as a
 * tie), or `{annotator, probabilities: {a, b, tie}}`. Undefined where there is no such column.
 */
export function readJudgeVotes(picked: PickedColumns): ImportedJudgeVote[] | undefined {
  const value = picked.values.get("judge_votes");
  if (value === undefined) return undefined;
  const field = givenName(picked, "judge_votes");
  if (!Array.isArray(value)) {
    addProblem(picked, field, expected("a list of votes", value));
    return undefined;
  }
  return value.flatMap((vote: unknown, index) => {
    const inner = `${field}[${index}]`;
    if (typeof vote === "object" && vote !== null && "probabilities" in vote) {
      return readProbabilities(picked, inner, vote as Record<string, unknown>);
    }
    return readJudgment(picked, inner, vote).map(({ annotator, outcome }) => {
      const modelA = outcome === "model_a" ? 1 : 0;
      const modelB = outcome === "model_b" ? 1 : 0;
      return { judge: annotator, modelA, modelB, tie: 1 - modelA - modelB };
    });
  });
}

function readProbabilities(
  picked: PickedColumns,
  field: string,
  vote: Record<string, unknown>,
): ImportedJudgeVote[] {
  const judge = readAnnotator(picked, `${field}.annotator`, vote["annotator"]);
  const given = vote["probabilities"];
  const inner = `${field}.probabilities`;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    addProblem(picked, inner, expected("an object with a, b and tie", given));
    return [];
  }
  const shares = given as Record<string, unknown>;
  const [modelA, modelB, tie] = ["a", "b", "tie"].map((name) => readShare(picked, inner, name, shares[name]));
  if (judge === undefined || modelA === undefined || modelB === undefined || tie === undefined) return [];
  const sum = modelA + modelB + tie;
  if (Math.abs(sum - 1) > sumTolerance) {
    addProblem(picked, inner, `add up to ${sum.toPrecision(6)}: expected 1`);
    return [];
  }
  return [{ judge, modelA: modelA / sum, modelB: modelB / sum, tie: tie / sum }];
}

/** A probability; one that is left out is 0. */
function readShare(picked: PickedColumns, field: string, name: string, value: unknown): number | undefined {
  if (value === undefined) return 0;
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  addProblem(picked, `${field}.${name}`, expected("a probability from 0 to 1", value));
  return undefined;
}
