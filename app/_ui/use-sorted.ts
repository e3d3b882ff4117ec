import { useState } from "react";

export interface Sorting<K extends string> {
  column: K | undefined;
  isDescending: boolean;
  sortBy: (column: K) => void;
}

/** Rows as they come until a column is chosen: numbers from the largest down first, texts from A on. */
export function useSorted<Row, K extends string>(
  rows: readonly Row[],
  valueOf: (row: Row, column: K) => string | number,
): { sorted: readonly Row[]; sorting: Sorting<K> } {
  const [{ column, isDescending }, setOrder] = useState<{ column?: K; isDescending: boolean }>({
    isDescending: false,
  });
  const sortBy = (next: K) =>
    setOrder((before) => ({
      column: next,
      isDescending:
        before.column === next
          ? !before.isDescending
          : rows[0] !== undefined && isNumber(valueOf(rows[0], next)),
    }));
  const sorting = { column, isDescending, sortBy };
  if (column === undefined) return { sorted: rows, sorting };
  const sorted = rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one, column), valueOf(other, column)];
    const order = isNumber(a) && isNumber(b) ? a - b : String(a).localeCompare(String(b));
    return isDescending ? -order : order;
  });
  return { sorted, sorting };
}

function isNumber(value: string | number): value is number {
  return typeof value === "number";
}
