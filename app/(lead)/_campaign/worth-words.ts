import { formatShare } from "@/app/_ui/number-words";
import type { WorthRow, WorthVerdict } from "@/server/worth/schemas";

/** How a verdict looks, and what it means. */
export const verdictLooks: Record<WorthVerdict, { tone: "ok" | "neutral" | "danger"; hint: string }> = {
  "beats-controls": {
    tone: "ok",
    hint: "Fewer ties than chance gives, and fewer than ordering by length gives.",
  },
  length: {
    tone: "neutral",
    hint: "Fewer ties than chance gives, but not shown to be more than ordering by length gives.",
  },
  chance: {
    tone: "neutral",
    hint: "Its interval holds zero, or a random order does as well.",
  },
  backfires: {
    tone: "danger",
    hint: "Its first fifth holds more ties than the whole: it puts the undecided first.",
  },
  control: {
    tone: "neutral",
    hint: "No claim about disagreement; the others must beat it.",
  },
  unmeasured: {
    tone: "neutral",
    hint: "Too few judgments, or nothing that it could score.",
  },
};

/** A share with its sign. @example signedShare(-0.142) === "−14 %" */
export function signedShare(share: number | null): string {
  if (share === null) return formatShare(null);
  const text = formatShare(Math.abs(share));
  if (text.startsWith("0")) return text;
  return `${share < 0 ? "−" : "+"}${text}`;
}

export function boundsWords(bounds: [number, number] | null): string {
  return bounds ? `${signedShare(bounds[0])} to ${signedShare(bounds[1])}` : "no interval";
}

/** The settings of a draft that orders by a row, as the order page's address. */
export function orderByHref(campaignId: string, { settings }: Pick<WorthRow, "settings">): string {
  const asked = new URLSearchParams({ metric: settings.metric });
  if (settings.members) asked.set("members", JSON.stringify(settings.members));
  return `/campaigns/${campaignId}/order?${asked}#metric`;
}
