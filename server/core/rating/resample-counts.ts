import { randomState } from "../sampling/random";
import { Kernel } from "../webassembly/kernel-memory";
import type { PairCounts } from "./count-pairs";
import { poissonTable } from "./poisson-table";
import { ALIAS_BYTES, CELL_BYTES, type ResampleFunctions, resampleKernel } from "./resample-kernel";

/**
 * Draws all counts anew, each as a Poisson number with itself as the mean: row after row, a cell's wins before its ties.
 *
 * @returns a function that draws once more. What it returned before is written over.
 * @throws RangeError for counts that are not whole, as weighted ones or shared scores give.
 * @example const resample = createResampler(counts, "campaign-7"); resample().wins
 */
export function createResampler(judged: PairCounts, seed: string): () => PairCounts {
  const { models, wins, ties } = judged;
  const cells = judgedCells(judged);
  const counts = [...new Set(cells.map(({ count }) => count))];
  const tables = new Map(counts.map((count) => [count, poissonTable(count)]));
  let entries = 0;
  for (const { chance } of tables.values()) entries += chance.length;
  const winsAt = 16;
  const tiesAt = winsAt + 8 * models * models;
  const firstCell = tiesAt + 8 * models * models;
  const cellsEnd = firstCell + CELL_BYTES * cells.length;
  const firstTable = Math.ceil(cellsEnd / ALIAS_BYTES) * ALIAS_BYTES;
  const kernel = new Kernel<ResampleFunctions>(resampleKernel, firstTable + ALIAS_BYTES * entries);
  const { int32, float64 } = kernel;
  int32.set(randomState(seed));
  const addresses = new Map<number, number>();
  let free = firstTable;
  for (const [count, { chance, alias }] of tables) {
    addresses.set(count, free);
    for (let value = 0; value < chance.length; value++, free += ALIAS_BYTES) {
      float64[free / 8] = chance[value]!;
      int32[free / 4 + 2] = alias[value]!;
    }
  }
  for (const [place, { count, i, j, isTie }] of cells.entries()) {
    const at = firstCell + CELL_BYTES * place;
    const { first, chance } = tables.get(count)!;
    const written = (isTie ? tiesAt : winsAt) + 8 * (i * models + j);
    const mirrored = isTie ? tiesAt + 8 * (j * models + i) : written;
    float64[at / 8] = chance.length;
    int32.set([addresses.get(count)!, first, written, mirrored], at / 4 + 2);
  }
  const drawn = {
    ...judged,
    wins: float64.subarray(winsAt / 8, winsAt / 8 + wins.length),
    ties: float64.subarray(tiesAt / 8, tiesAt / 8 + ties.length),
  };
  return () => {
    kernel.run.draw(firstCell, cellsEnd, 0);
    return drawn;
  };
}

/** One count that is drawn anew: i's wins over j, or their ties. */
interface JudgedCell {
  i: number;
  j: number;
  isTie: boolean;
  count: number;
}

function judgedCells({ models, wins, ties }: PairCounts): JudgedCell[] {
  const cells: JudgedCell[] = [];
  const add = (i: number, j: number, isTie: boolean, count: number) => {
    if (count === 0) return;
    if (!Number.isInteger(count))
      throw new RangeError(`a pair judged ${count} times cannot be drawn anew by counts; resample prompts`);
    cells.push({ i, j, isTie, count });
  };
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < models; j++) {
      add(i, j, false, wins[i * models + j]!);
      if (j < i) add(i, j, true, ties[i * models + j]!);
    }
  }
  return cells;
}
