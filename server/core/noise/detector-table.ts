import type { Detector } from "./detector";

/**
 * The detectors as a Markdown table, in the order given: id, what it finds, what it looks at, source, what leaving it out does.
 *
 * @example `detectorTable(detectors).split("\n")[2]` starts with "| `empty` | Empty: "
 */
export function detectorTable(detectors: readonly Detector[]): string {
  const rows = detectors.map(({ id, title, summary, looksAt, effect, advised, source }) => [
    `\`${id}\``,
    `${title}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    `${looksAt}s`,
    `${effect}${advised ? " (Advised.)" : ""}`,
    source,
  ]);
  const header = ["id", "what it finds", "looks at", "left out", "source"];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
