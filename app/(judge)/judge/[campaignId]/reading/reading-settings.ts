/** How completions are shown to one person, kept in their browser. */
export interface ReadingSettings {
  /** A step of `textSizes`. */
  size: number;
  width: LineWidth;
  /** Whether the number of words stands over a completion: off, since length sways judgments. */
  counts: boolean;
  /** Whether both completions scroll together. */
  together: boolean;
  /** Whether paragraphs that both completions have are folded away. */
  fold: boolean;
  /** Whether the phrases by which they differ are marked. */
  marks: boolean;
}

export const lineWidths = ["narrow", "medium", "full"] as const;
export type LineWidth = (typeof lineWidths)[number];

/** In per cent of the page's own. */
export const textSizes = [85, 100, 115, 130, 150, 175] as const;

export const usualReading: ReadingSettings = {
  size: 1,
  width: "full",
  counts: false,
  together: false,
  fold: false,
  marks: false,
};

/** What was remembered, as far as it makes sense; the usual for the rest. */
export function parseReading(stored: string | null | undefined): ReadingSettings {
  const kept = parse(stored ?? "{}");
  const flag = (name: "counts" | "together" | "fold" | "marks") => kept[name] === true;
  const size = kept.size;
  return {
    size: typeof size === "number" && textSizes[size] !== undefined ? size : usualReading.size,
    width: lineWidths.find((width) => width === kept.width) ?? usualReading.width,
    counts: flag("counts"),
    together: flag("together"),
    fold: flag("fold"),
    marks: flag("marks"),
  };
}

function parse(stored: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(stored);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
