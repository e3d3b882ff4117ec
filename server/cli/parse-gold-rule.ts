import { InvalidArgumentError } from "commander";
import type { CampaignSettingsInput } from "../campaign/schemas";

/**
 * An option's value as a gold rule: from how many answers, right how often at least, and what follows otherwise.
 *
 * @example parseGoldRule("5:0.7:stop") // { after: 5, accuracy: 0.7, action: "stop" }
 */
export function parseGoldRule(text: string): NonNullable<CampaignSettingsInput["goldRule"]> {
  const [, after, accuracy, action] = /^(\d{1,4}):(0?\.\d+|1):(note|stop)$/.exec(text) ?? [];
  const rule = { after: Number(after), accuracy: Number(accuracy), action: action as "note" | "stop" };
  if (rule.after >= 1 && rule.accuracy > 0) return rule;
  throw new InvalidArgumentError("Give answers, a share up to 1, and note or stop, such as 5:0.7:stop.");
}
