/** @example percent(0.3284) // "32.8 %" */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? "–" : `${(100 * share).toFixed(1)} %`;
}

/** @example signedPercent(-0.142) // "−14.2 %" */
export function signedPercent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  const sign = share < 0 ? "−" : "+";
  return `${sign}${(100 * Math.abs(share)).toFixed(1)} %`;
}

/** @example dayOf(1767225600000) // "2026-01-01" */
export function dayOf(at: number | null | undefined): string {
  return at === null || at === undefined ? "–" : new Date(at).toISOString().slice(0, 10);
}

/** @example minuteOf(1767225600000) // "2026-01-01 00:00 UTC" */
export function minuteOf(at: number | null): string {
  return at === null ? "–" : `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
