import { inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { SliceMinimum } from "@/db/schema/campaign";
import type { Arm } from "@/db/schema/ranking";
import type { SliceArm } from "@/server/core/sampling/slice-arm";
import { type SlicedPrompt, slicesOf } from "../ranking/slice-counts";

/**
 * How a slice minimum is called as an arm of the draw.
 *
 * @example sliceArmName({ by: "tag", tag: "difficulty", value: "hard" }) // "slice:tag:difficulty=hard"
 */
export function sliceArmName({ by, tag, value }: Omit<SliceMinimum, "share">): Arm {
  return `slice:${by === "tag" ? `tag:${tag}` : by}=${value}`;
}

/** Whether a prompt is in the slice of a minimum. */
export function isInSlice(prompt: SlicedPrompt, minimum: Omit<SliceMinimum, "share">): boolean {
  const wanted = sliceArmName(minimum);
  return slicesOf(prompt).some((slice) => sliceArmName(slice) === wanted);
}

/** The arms of a stratum's draws, given its comparisons in pool order. */
export type SliceArms = (comparisonIds: Int32Array) => Promise<SliceArm[]>;

const idsPerQuery = 2_000;

/**
 * Reads which comparisons are in the slices of these minimums, a few thousand at a time. Prompts are read once, however
 * many strata ask for them; nothing is read when there is no minimum.
 */
export function readSliceArms(connection: Connection, minimums: readonly SliceMinimum[]): SliceArms {
  const bitsOfPrompt = new Map<number, number>();
  return async (comparisonIds) => {
    if (minimums.length === 0) return [];
    const promptOf = new Map<number, number>();
    for (let from = 0; from < comparisonIds.length; from += idsPerQuery) {
      const ids = Array.from(comparisonIds.subarray(from, from + idsPerQuery));
      for (const { id, promptId } of await loadPromptIds(connection, ids)) promptOf.set(id, promptId);
    }
    const unread = [...new Set(promptOf.values())].filter((promptId) => !bitsOfPrompt.has(promptId));
    for (let from = 0; from < unread.length; from += idsPerQuery) {
      for (const prompt of await loadPrompts(connection, unread.slice(from, from + idsPerQuery)))
        bitsOfPrompt.set(prompt.id, bitsOf(prompt, minimums));
    }
    const bits = Int32Array.from(
      comparisonIds,
      (id) => bitsOfPrompt.get(promptOf.get(id) as number) as number,
    );
    return minimums.map(({ share }, j) => ({
      share,
      members: Uint8Array.from(bits, (own) => (own >> j) & 1),
    }));
  };
}

/** Bit j is set where a prompt is in the slice of minimum j. */
function bitsOf(prompt: SlicedPrompt, minimums: readonly SliceMinimum[]): number {
  return minimums.reduce((bits, minimum, j) => (isInSlice(prompt, minimum) ? bits | (1 << j) : bits), 0);
}

async function loadPromptIds({ orm, tables: { comparison } }: Connection, ids: number[]) {
  const { id, promptId } = comparison;
  return orm.select({ id, promptId }).from(comparison).where(inArray(id, ids));
}

async function loadPrompts({ orm, tables: { prompt } }: Connection, ids: number[]) {
  const { id, language, category, metadata } = prompt;
  return orm.select({ id, language, category, metadata }).from(prompt).where(inArray(id, ids));
}
