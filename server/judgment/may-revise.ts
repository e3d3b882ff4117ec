import { minute } from "../clock";

/** What decides whether a judgment may still be revised. */
export interface Revisable {
  campaign: { state: string; reviseMinutes: number | null; goldFeedback: "silent" | "loud" };
  judgment: { at: number; purpose: string };
  now: number;
}

/**
 * Why a judgment may not be revised any more; undefined while it may. An answer to practice or loud gold
 * stands: what is right was shown.
 *
 * @example whyNotRevised({ campaign: { state: "closed", … }, … }) // "closed"
 */
export function whyNotRevised({
  campaign,
  judgment,
  now,
}: Revisable): "closed" | "too_late" | "shown" | undefined {
  if (campaign.state !== "live" && campaign.state !== "paused") return "closed";
  if (judgment.purpose === "practice") return "shown";
  const { reviseMinutes } = campaign;
  if (reviseMinutes !== null && now > judgment.at + reviseMinutes * minute) return "too_late";
  if (judgment.purpose === "gold" && campaign.goldFeedback === "loud") return "shown";
  return undefined;
}
