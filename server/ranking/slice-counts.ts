import type { SliceName } from "./schemas";

/** A metadata key with more distinct values than this tells prompts apart rather than grouping them. */
const maximumTagValues = 20;

export interface SlicedPrompt {
  language: string | null;
  category: string | null;
  metadata: Record<string, unknown> | null;
}

/** The slices that a prompt is in: its language, its category and each plain value of its metadata. */
export function slicesOf({ language, category, metadata }: SlicedPrompt): SliceName[] {
  const slices: SliceName[] = [];
  if (language) slices.push({ by: "language", value: language });
  if (category) slices.push({ by: "category", value: category });
  for (const [tag, value] of Object.entries(metadata ?? {})) {
    if (typeof value === "string" ? value !== "" : typeof value === "number" || typeof value === "boolean")
      slices.push({ by: "tag", tag, value: String(value) });
  }
  return slices;
}

/** How much of several totals each slice holds: added up prompt by prompt, the fullest slice of each kind first. */
export class SliceCounts {
  private readonly groups = new Map<string, { name: SliceName; sums: number[] }[] | null>();
  private readonly places = new Map<string, number[]>();
  readonly totals: number[];

  constructor(private readonly width: number) {
    this.totals = new Array<number>(width).fill(0);
  }

  /** Adds a prompt's part of each total. */
  add(prompt: SlicedPrompt, parts: readonly number[]): void {
    addTo(this.totals, parts);
    for (const slice of slicesOf(prompt)) {
      const group = groupKey(slice);
      if (this.groups.get(group) === null) continue;
      const key = JSON.stringify([group, slice.value]);
      const sums = this.places.get(key) ?? this.open(group, key, slice);
      if (sums) addTo(sums, parts);
    }
  }

  private open(group: string, key: string, name: SliceName): number[] | null {
    const members = this.groups.get(group) ?? [];
    if (name.by === "tag" && members.length >= maximumTagValues) {
      this.groups.set(group, null);
      return null;
    }
    const sums = new Array<number>(this.width).fill(0);
    members.push({ name, sums });
    this.groups.set(group, members);
    this.places.set(key, sums);
    return sums;
  }

  /** Languages, then categories, then tags; a tag that all prompts share is none. */
  list(): { name: SliceName; sums: readonly number[] }[] {
    const kinds = ["language", "category", "tag"];
    return [...this.groups.values()]
      .filter((members) => members !== null)
      .filter(([first, ...rest]) => rest.length > 0 || first?.name.by !== "tag" || !this.isWhole(first.sums))
      .sort(([one], [other]) => kinds.indexOf(one!.name.by) - kinds.indexOf(other!.name.by))
      .flatMap((members) => members.sort((one, other) => other.sums[0]! - one.sums[0]!));
  }

  private isWhole(sums: readonly number[]): boolean {
    return sums[0] === this.totals[0];
  }
}

function groupKey({ by, tag }: SliceName): string {
  return by === "tag" ? `tag:${tag}` : by;
}

function addTo(sums: number[], parts: readonly number[]): void {
  for (const [i, part] of parts.entries()) sums[i] = (sums[i] as number) + part;
}
