import { inject } from "vitest";

/** How many replications to run of those that the whole calibration asks for. */
export function replications(whole: number): number {
  return Math.max(20, Math.round(whole * inject("calibrationShare")));
}

/** How far a share may lie from its true value by chance, 2.6 standard errors; 0 where the whole calibration is run. */
export function chanceOf(share: number, whole: number): number {
  const count = replications(whole);
  return count === whole ? 0 : 2.6 * Math.sqrt((share * (1 - share)) / count);
}
