import Sqlite from "better-sqlite3";
import { rowScanner, type SqlQuery } from "./scan-rows";

/** A query of whole numbers below 2³¹ and of texts, each of which recurs in many rows. */
export interface ColumnsQuery extends SqlQuery {
  columns: readonly ("number" | "text")[];
}

/** A query's rows as columns. */
export interface ScannedColumns {
  /** Numbers, or places in `texts`; −1 for a text that is null. */
  columns: Int32Array[];
  /** Every text that occurs, in the order in which they are met. */
  texts: string[];
}

const firstRoom = 65_536;

/** Reads a query of a SQLite file into columns, on a connection of its own: for a thread of its own. */
export function scanColumns(path: string, { columns: kinds, ...query }: ColumnsQuery): ScannedColumns {
  const client = new Sqlite(path, { readonly: true, timeout: 5_000 });
  try {
    let columns: Int32Array[] = kinds.map(() => new Int32Array(firstRoom));
    let room = firstRoom;
    let row = 0;
    const places = new Map<string, number>();
    const placeOf = (text: string | null) => {
      if (text === null) return -1;
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    };
    rowScanner(client)(query, (...values) => {
      if (row === room) {
        room *= 2;
        columns = columns.map((column) => resized(column, room));
      }
      for (let c = 0; c < kinds.length; c++)
        columns[c]![row] = kinds[c] === "text" ? placeOf(values[c] as string | null) : (values[c] as number);
      row++;
    });
    return { columns: columns.map((column) => resized(column, row)), texts: [...places.keys()] };
  } finally {
    client.close();
  }
}

function resized(column: Int32Array, length: number): Int32Array {
  const next = new Int32Array(length);
  next.set(column.subarray(0, length));
  return next;
}
