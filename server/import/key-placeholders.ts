import { type Placeholder, sql } from "drizzle-orm";

const keysPerQuery = 128;

/**
 * Places for the keys of a prepared `in (…)`; always the same number, so that one statement serves all batches. A
 * statement with several lists numbers them from 0.
 */
export function keyPlaceholders(list = 0): Placeholder[] {
  return Array.from({ length: keysPerQuery }, (_, index) =>
    sql.placeholder(String(list * keysPerQuery + index)),
  );
}

/** Fills the places of a statement's lists, repeating the first key of a list that is shorter than its places. */
export function fillKeys(...lists: readonly (readonly (string | number)[])[]): Record<string, unknown> {
  const values: unknown[] = [];
  for (const keys of lists) {
    if (keys.length > keysPerQuery)
      throw new Error(`${keys.length} keys do not fit a query of ${keysPerQuery}`);
    for (let index = 0; index < keysPerQuery; index++) values.push(keys[index] ?? keys[0]);
  }
  return byPlace(values);
}

/** Values of placeholders that are named by number: an array is looked up and made much faster than an object. */
export function byPlace(values: unknown[]): Record<string, unknown> {
  return values as unknown as Record<string, unknown>;
}

/** Keys without repetition, cut to what one query takes. */
export function cutKeys<Key extends string | number>(keys: Iterable<Key>): Key[][] {
  const distinct = [...new Set(keys)];
  const cuts: Key[][] = [];
  for (let from = 0; from < distinct.length; from += keysPerQuery) {
    cuts.push(distinct.slice(from, from + keysPerQuery));
  }
  return cuts;
}
