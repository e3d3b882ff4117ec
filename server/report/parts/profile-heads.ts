import { percent, percentRange } from "../interval-words";
import type { ProfileColumn, ProfileMean, ProfileRow } from "./view";

/** How a property of completions is called and printed. */
export interface ProfileHead {
  column: ProfileColumn;
  head: string;
  /** Decimals; of a share, null. */
  digits: number | null;
  about?: string;
}

/** What texts are like. */
export const textHeads: readonly ProfileHead[] = [
  { column: "words", head: "Words", digits: 0 },
  { column: "diversity", head: "Diversity", digits: 2, about: "Distinct words among 50 in a row" },
  {
    column: "readability",
    head: "Reading ease",
    digits: 1,
    about: "Flesch’s reading ease, of English alone: higher is easier",
  },
  { column: "refusals", head: "Refusals", digits: null },
];

/** How they are laid out. */
export const formatHeads: readonly ProfileHead[] = [
  { column: "headers", head: "Headers", digits: 2 },
  { column: "listItems", head: "List items", digits: 1 },
  { column: "bold", head: "Bold", digits: 1 },
  { column: "codeBlocks", head: "Code blocks", digits: 2 },
  { column: "tables", head: "Tables", digits: 2 },
];

/** Those of the heads that say something: what is 0 or unknown for all would be columns of nothing. */
export function shownHeads(heads: readonly ProfileHead[], models: readonly ProfileRow[]): ProfileHead[] {
  return heads.filter(({ column }) => models.some((row) => Boolean(row[column].value)));
}

/** @example profileValue({ value: 71.25, … }, 1) // "71.3" */
export function profileValue({ value }: ProfileMean, digits: number | null): string | null {
  if (value === null) return null;
  return digits === null ? percent(value) : decimal(value, digits);
}

/** @example profileBounds({ lower: 61.5, upper: 80.25, … }, 1) // "61.5–80.3", and "−3.0 to 4.0" where a dash would be read as a minus */
export function profileBounds({ lower, upper }: ProfileMean, digits: number | null): string | null {
  if (lower === null || upper === null) return null;
  if (digits === null) return percentRange({ lower, upper });
  const dash = lower < 0 ? " to " : "–";
  return `${decimal(lower, digits)}${dash}${decimal(upper, digits)}`;
}

function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  // What rounds to zero has no sign.
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}
