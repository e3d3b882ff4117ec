/** A place in the whole order: its share of its stratum's plan; strata with equal shares go by id. */
export interface SlotCursor {
  key: number;
  stratumId: number;
}

/** A stratum whose places from `after` + 1 to `last` are to come. */
export interface SlotStratum {
  stratumId: number;
  after: number;
  last: number;
}

export interface SlotRange {
  stratumId: number;
  from: number;
  to: number;
}

/**
 * The places to come after a cursor, about `wanted` of them, stratum by stratum, and how far they reach. Strata take turns
 * by the share of their plan, as when draws are opened; `until` of 1 is the end.
 */
export function nextSlots(
  strata: readonly SlotStratum[],
  cursor: SlotCursor | undefined,
  wanted: number,
): { ranges: SlotRange[]; until: number } {
  const start = cursor?.key ?? Math.min(...strata.map(({ after, last }) => (last > 0 ? after / last : 1)));
  const total = strata.reduce((sum, { last }) => sum + last, 0);
  const until = total === 0 ? 1 : Math.min(1, start + wanted / total);
  const ranges = strata.flatMap(({ stratumId, after, last }) => {
    let from = Math.max(after, Math.floor(start * last)) + 1;
    // A product that was rounded may be one off either way; the keys themselves decide.
    while (from - 1 > after && isAfter(from - 1, last, stratumId, cursor)) from--;
    while (from <= last && !isAfter(from, last, stratumId, cursor)) from++;
    let to = until === 1 ? last : Math.floor(until * last);
    while (to > after && to / last > until) to--;
    while (to < last && (to + 1) / last <= until) to++;
    return from <= to ? [{ stratumId, from, to }] : [];
  });
  return { ranges, until };
}

function isAfter(number: number, last: number, stratumId: number, cursor: SlotCursor | undefined): boolean {
  if (!cursor) return true;
  const key = number / last;
  return key > cursor.key || (key === cursor.key && stratumId > cursor.stratumId);
}
