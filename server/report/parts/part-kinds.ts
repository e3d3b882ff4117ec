import type { ReportContent } from "../schemas";
import type { PartKind, ReportParts } from "./view";

/** Parts that a report has, in the order in which they are made. */
export function partKinds({ ratings }: Pick<ReportContent, "ratings">): PartKind[] {
  return ratings ? ["profile", "style", "bootstrap", "elo"] : ["profile", "style"];
}

const titles: Record<PartKind, string> = {
  profile: "the profile of the models",
  style: "win rates with length and style held equal",
  bootstrap: "ratings by resampling",
  elo: "Elo",
};

/** Which parts a file lacks because they were not ready when it was written; null where it has all. */
export function missingSentence(content: Pick<ReportContent, "ratings">, parts: ReportParts): string | null {
  const missing = partKinds(content).filter((kind) => !parts[kind]);
  if (missing.length === 0) return null;
  return `Not in this file, because it was not ready yet: ${missing.map((kind) => titles[kind]).join(", ")}.`;
}
