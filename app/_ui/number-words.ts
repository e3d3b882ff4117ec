const counts = new Intl.NumberFormat("en");
const missing = "–";
/** Keeps a number and its unit on one line. */
const thin = "\u202f";

/** A whole number with its thousands set apart. @example formatCount(12345) === "12,345" */
export function formatCount(n: number): string {
  return counts.format(n);
}

/** "1 comparison", "2 comparisons". */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** A share from 0 to 1 as a percentage; a dash where there is none. @example formatShare(0.482) === "48 %" */
export function formatShare(share: number | null | undefined, digits = 0): string {
  if (share === null || share === undefined || Number.isNaN(share)) return missing;
  return `${(100 * share).toFixed(digits)}${thin}%`;
}

/** A number with so many decimals; a dash where there is none. */
export function formatDecimal(n: number | null | undefined, digits: number): string {
  if (n === null || n === undefined || Number.isNaN(n)) return missing;
  const text = n.toFixed(digits);
  // What rounds to zero has no sign.
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** A size in bytes as people say it. @example formatBytes(1_500_000) === "1.5 MB" */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes}${thin}B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)}${thin}kB`;
  return `${(bytes / 1_000_000).toFixed(1)}${thin}MB`;
}
