import Sqlite from "better-sqlite3";
import { rowScanner, type SqlQuery } from "./scan-rows";

/** A query of whole numbers below 2³¹ and of texts, each of which recurs in many rows. */
export interface ColumnsQuery extends SqlQuery {
  columns: readonly ("number" | "text")[];
}

/** A stretch of a query's rows, as columns. */
export interface ScannedColumns {
  /** Numbers, or numbers of texts; −1 for a text that is null. */
  columns: Int32Array[];
  /** The texts that are met first in this stretch; they are numbered in the order in which they are met, over all stretches. */
  texts: string[];
}

const rowsTogether = 65_536;

/**
 * Reads a query of a SQLite file into columns, stretch by stretch, on a connection of its own: for a thread of its own.
 *
 * @param take is given each stretch, whose columns nothing else holds.
 */
export function scanColumns(
  path: string,
  { columns: kinds, ...query }: ColumnsQuery,
  take: (stretch: ScannedColumns) => void,
): void {
  const client = new Sqlite(path, { readonly: true, timeout: 5_000 });
  try {
    const fresh = () => kinds.map(() => new Int32Array(rowsTogether));
    const numbers = new Map<string, number>();
    let columns = fresh();
    let texts: string[] = [];
    let row = 0;
    const numberOf = (text: string | null) => {
      if (text === null) return -1;
      let number = numbers.get(text);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(text, number);
        texts.push(text);
      }
      return number;
    };
    const hand = () => {
      take({ columns: columns.map((column) => (row < rowsTogether ? column.slice(0, row) : column)), texts });
      columns = fresh();
      texts = [];
      row = 0;
    };
    rowScanner(client)(query, (...values) => {
      for (let c = 0; c < kinds.length; c++)
        columns[c]![row] = kinds[c] === "text" ? numberOf(values[c] as string | null) : (values[c] as number);
      row++;
      if (row === rowsTogether) hand();
    });
    if (row > 0) hand();
  } finally {
    client.close();
  }
}
