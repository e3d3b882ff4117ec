import type { ReportContent } from "../schemas";
import type { PartKind, ReportParts } from "./view";

/** Parts that a report has, in the order in which they are made. */
export function partKinds(content: PartsSource): PartKind[] {
  return [
    ...(hasWorth(content) ? (["worth"] as const) : []),
    "profile",
    "style",
    ...(content.ratings ? (["bootstrap", "elo"] as const) : []),
  ];
}

type PartsSource = Pick<ReportContent, "ratings" | "worth" | "configuration">;

/** Whether there is a control sample that orders are measured by. Reports of before version 6 hold their table themselves. */
export function hasWorth({ worth, configuration }: PartsSource): boolean {
  return worth === undefined && configuration.mode === "measure" && configuration.controlShare > 0;
}

const titles: Record<PartKind, string> = {
  worth: "what each order is worth",
  profile: "the profile of the models",
  style: "win rates with length and style held equal",
  bootstrap: "ratings by resampling",
  elo: "Elo",
};

/** Which parts a file lacks because they were not ready when it was written; null where it has all. */
export function missingSentence(content: PartsSource, parts: ReportParts): string | null {
  const missing = partKinds(content).filter((kind) => !parts[kind]);
  if (missing.length === 0) return null;
  return `Not in this file, because it was not ready yet: ${missing.map((kind) => titles[kind]).join(", ")}.`;
}
