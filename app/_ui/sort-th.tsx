import { classNames } from "./class-names";
import { Th } from "./table";
import type { Sorting } from "./use-sorted";

interface Props<K extends string> {
  label: string;
  column: K;
  sorting: Sorting<K>;
  numeric?: boolean;
  title?: string;
}

/** A column's head that sorts by it; pressed again, the other way round. */
export function SortTh<K extends string>({ label, column, sorting, numeric = false, title }: Props<K>) {
  const isSorted = sorting.column === column;
  const direction = sorting.isDescending ? "descending" : "ascending";
  return (
    <Th numeric={numeric} aria-sort={isSorted ? direction : undefined} title={title}>
      <button
        type="button"
        className={classNames(
          "inline-flex min-h-6 cursor-pointer items-center gap-1 font-medium hover:text-ink",
          isSorted && "text-ink",
          // The arrow stands where the column's edge is not, so that head and numbers share an edge.
          numeric && "flex-row-reverse",
        )}
        onClick={() => sorting.sortBy(column)}
      >
        {label}
        <span aria-hidden="true" className={isSorted ? undefined : "invisible"}>
          {sorting.isDescending ? "↓" : "↑"}
        </span>
      </button>
    </Th>
  );
}
