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

/** A probability with the decimals that small ones need. @example chance(0.0042) // "0.42 %" */
export function chance(probability: number | null | undefined): string {
  if (probability === null || probability === undefined) return "–";
  const digits = probability >= 0.1 || probability === 0 ? 1 : 1 - Math.floor(Math.log10(100 * probability));
  return `${(100 * probability).toFixed(Math.max(1, digits))} %`;
}

/** @example decimal(0.32847) // "0.3285" */
export function decimal(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : String(Number(value.toPrecision(4))).replace("-", "−");
}
