import { forgetTexts } from "@/app/(judge)/judge/[campaignId]/keeping/desk-store";
import { forgetPages } from "./keep-page";

/**
 * Forgets on this device what a person has seen, when they sign out. Decisions that are still on their way stay, for when
 * the person signs in again: they name tasks, and hold no text.
 */
export async function forgetDevice(): Promise<void> {
  await Promise.allSettled([forgetPages(), forgetTexts(() => false)]);
}
