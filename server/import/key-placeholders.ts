import { type Placeholder, sql } from "drizzle-orm";

const keysPerQuery = 64;

/** Places for the keys of a prepared `in (…)`; always the same number, so that one statement serves all batches. */
export function keyPlaceholders(name: string): Placeholder[] {
  return Array.from({ length: keysPerQuery }, (_, index) => sql.placeholder(`${name}_${index}`));
}

/** Fills those places, repeating the first key where there are fewer; a batch must be cut to fit. */
export function fillKeys(
  name: string,
  keys: readonly (string | number)[],
): Record<string, string | number | undefined> {
  if (keys.length > keysPerQuery)
    throw new Error(`${keys.length} keys do not fit a query of ${keysPerQuery}`);
  return Object.fromEntries(
    Array.from({ length: keysPerQuery }, (_, index) => [`${name}_${index}`, keys[index] ?? keys[0]]),
  );
}

/** Keys without repetition, cut to what one query takes. */
export function cutKeys<Key extends string | number>(keys: Iterable<Key>): Key[][] {
  const distinct = [...new Set(keys)];
  const cuts: Key[][] = [];
  for (let from = 0; from < distinct.length; from += keysPerQuery)
    cuts.push(distinct.slice(from, from + keysPerQuery));
  return cuts;
}
