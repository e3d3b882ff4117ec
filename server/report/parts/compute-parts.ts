import { sha256 } from "../../ids";
import { canonicalJson } from "../canonical-json";
import { type RatedJudgments, ratedJudgments } from "../ratings/rated-judgments";
import type { ReportInput } from "../report-input";
import type { ReportContent } from "../schemas";
import { scoreStratum } from "../scored-stratum";
import { bootstrapPart } from "./bootstrap-part";
import { eloPart } from "./elo-part";
import { partKinds } from "./part-kinds";
import { profilePart } from "./profile-part";
import { stylePart } from "./style-part";
import type { PartKind, StoredPart } from "./view";
import { worthPart } from "./worth-part";

/** Whether a part can be made of what the input holds. */
export function isComputable(kind: PartKind, { completions, worth }: ReportInput): boolean {
  if (kind === "worth") return worth !== undefined;
  return kind === "bootstrap" || kind === "elo" || completions !== undefined;
}

/**
 * The parts that are made after a report, one after the other: nothing but the input decides them.
 *
 * @param content of the same input. @param kinds those to make; if left out, all of the report's that the input has the data of.
 * @throws RangeError for a part whose own input is not there.
 * @example [...computeParts(input, content)].map(({ kind }) => kind) // ["worth", "profile", "style", "bootstrap", "elo"]
 */
export function* computeParts(
  input: ReportInput,
  content: ReportContent,
  kinds: readonly PartKind[] = partKinds(content).filter((kind) => isComputable(kind, input)),
): Generator<StoredPart> {
  const { seed, alpha } = input.configuration;
  let rated: RatedJudgments | undefined;
  const rowsOf = () => {
    rated ??= ratedJudgments(input, input.strata.map(scoreStratum));
    return rated;
  };
  for (const kind of kinds) {
    const made = make(kind);
    yield { kind, hash: sha256(canonicalJson(made)), content: made };
  }

  function make(kind: PartKind): StoredPart["content"] {
    if (kind === "worth") return worthPart(input);
    if (kind === "elo") return eloPart(rowsOf(), { seed });
    if (kind === "bootstrap") {
      if (!content.ratings) throw new RangeError("a report of two models has no ratings to resample");
      return bootstrapPart(rowsOf(), content.ratings, { seed, alpha });
    }
    const { completions } = input;
    if (!completions) throw new RangeError(`the part "${kind}" needs the counts of completions`);
    return kind === "profile"
      ? profilePart(completions, content)
      : stylePart(rowsOf(), input, completions, content);
  }
}
