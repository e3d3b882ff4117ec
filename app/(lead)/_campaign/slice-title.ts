import { languageName } from "@/app/_ui/language-name";
import type { SliceName } from "@/server/ranking/schemas";

/** A slice as people read it. @example sliceTitle({ by: "tag", tag: "difficulty", value: "hard" }) // "difficulty: hard" */
export function sliceTitle({ by, tag, value }: Slice): string {
  if (by === "language") return languageName(value);
  return by === "tag" ? `${tag}: ${value}` : value;
}

/** Tells slices apart. */
export function sliceKey({ by, tag, value }: Slice): string {
  return JSON.stringify([by, tag ?? "", value]);
}

/** Also as settings hold it. */
type Slice = Pick<SliceName, "by" | "value"> & { tag?: string | undefined };

/** Slices by language, category and each tag, in their order. */
export function groupSlices<S extends Slice>(slices: readonly S[]): { group: string; members: S[] }[] {
  const groups = new Map<string, { group: string; members: S[] }>();
  for (const slice of slices) {
    const key = JSON.stringify([slice.by, slice.tag ?? ""]);
    const known = groups.get(key) ?? {
      group: slice.by === "tag" ? (slice.tag ?? "") : slice.by,
      members: [],
    };
    known.members.push(slice);
    groups.set(key, known);
  }
  return [...groups.values()];
}
