import { inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { sliceArmName } from "../draw/slice-arms";
import { SliceCounts } from "./slice-counts";

const idsPerQuery = 2_000;

/** Adds up over strata what the planned draws hold of each slice. */
export class PlannedShares {
  private readonly plannedOf = new Map<number, number>();

  constructor(private readonly connection: Connection) {}

  /** Takes a stratum's comparisons, each with the chance, 0 to 1, that it is among the planned draws. */
  async add(comparisonIds: Int32Array, chances: Float64Array): Promise<void> {
    const { orm, tables } = this.connection;
    const { id, promptId } = tables.comparison;
    const chanceOf = new Map(Array.from(comparisonIds, (comparisonId, i) => [comparisonId, chances[i]]));
    for (let from = 0; from < comparisonIds.length; from += idsPerQuery) {
      const ids = Array.from(comparisonIds.subarray(from, from + idsPerQuery));
      const rows = await orm.select({ id, promptId }).from(tables.comparison).where(inArray(id, ids));
      for (const row of rows) {
        const before = this.plannedOf.get(row.promptId) ?? 0;
        this.plannedOf.set(row.promptId, before + (chanceOf.get(row.id) ?? 0));
      }
    }
  }

  /** The share of the planned draws, 0 to 1, by the name that a slice has as an arm. */
  async list(): Promise<Record<string, number>> {
    const { orm, tables } = this.connection;
    const { id, language, category, metadata } = tables.prompt;
    const counts = new SliceCounts(1);
    const promptIds = [...this.plannedOf.keys()];
    for (let from = 0; from < promptIds.length; from += idsPerQuery) {
      const rows = await orm
        .select({ id, language, category, metadata })
        .from(tables.prompt)
        .where(inArray(id, promptIds.slice(from, from + idsPerQuery)));
      for (const row of rows) counts.add(row, [this.plannedOf.get(row.id) as number]);
    }
    const [total] = counts.totals as [number];
    const shares = counts.list().map(({ name, sums: [sum = 0] }) => [sliceArmName(name), sum / total]);
    return total > 0 ? Object.fromEntries(shares) : {};
  }
}
