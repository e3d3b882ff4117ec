import type { NextPair } from "../draw/next-pairs";
import { formatTable } from "./format-table";
import { percent } from "./number-words";

/** Pairs with what they have, and the chance of each to be judged next. */
export function nextPairTable(rows: readonly NextPair[]): string {
  const cells = rows.map(({ modelA, modelB, judgments, drawn, left, probability }) => [
    `${modelA} – ${modelB}`,
    ...[judgments, drawn, left].map(String),
    probability === null ? "–" : percent(probability),
  ]);
  return formatTable(["pair", "judgments", "drawn", "not drawn", "chance to be next"], cells);
}
