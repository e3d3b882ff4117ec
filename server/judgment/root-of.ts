import { inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";

/** A judgment with the one that it revises, if it does. */
export interface Revision {
  id: number;
  revises: number | null;
  at: number;
}

/**
 * The first judgment of the chain of revisions that each of some ends, by their ids: when it was decided, and in which order,
 * whatever was revised since. One that revises none is its own.
 */
export async function rootsOf(
  { orm, tables: { judgment } }: Connection,
  ends: readonly Revision[],
): Promise<Map<number, Revision>> {
  const roots = new Map(ends.map((end) => [end.id, end]));
  for (;;) {
    const earlier = [...roots.values()].flatMap(({ revises }) => (revises === null ? [] : [revises]));
    if (earlier.length === 0) return roots;
    const rows = await orm
      .select({ id: judgment.id, revises: judgment.revises, at: judgment.createdAt })
      .from(judgment)
      .where(inArray(judgment.id, earlier));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const [id, { revises, ...root }] of roots)
      if (revises !== null) roots.set(id, byId.get(revises) ?? { ...root, revises: null });
  }
}

/** The first judgment of the chain that one ends. */
export async function rootOf(connection: Connection, end: Revision): Promise<Revision> {
  return (await rootsOf(connection, [end])).get(end.id) ?? end;
}
