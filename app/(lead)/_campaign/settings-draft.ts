import { CampaignSettings, checkShareProblem, extraProblem } from "@/server/campaign/schemas";

/** Problems by the setting that they are about; "" holds those about the whole. */
export type SettingsProblems = Partial<Record<string, string>>;

export interface SettingsFieldsProps {
  settings: CampaignSettings;
  onChange: (change: Partial<CampaignSettings>) => void;
  problems: SettingsProblems;
  disabled?: boolean;
}

/** What a new campaign's form begins with. */
export function newSettings(): CampaignSettings {
  return { ...CampaignSettings.parse({ name: "New" }), name: "" };
}

/** What is wrong with the settings, by field; empty when nothing is. */
export function checkSettings(settings: CampaignSettings): SettingsProblems {
  const outcome = CampaignSettings.safeParse(settings);
  const extraUpTo = extraProblem(settings);
  const goldShare = checkShareProblem(settings);
  if (outcome.success) return { ...(extraUpTo ? { extraUpTo } : {}), ...(goldShare ? { goldShare } : {}) };
  return Object.fromEntries(outcome.error.issues.map(({ path, message }) => [path.join("."), message]));
}

export interface ReadSettings {
  /** Those of the file's settings that can be used. */
  settings: Partial<CampaignSettings>;
  problems: string[];
}

/** A campaign file's settings, and what in it cannot be used, each problem by name. */
export function readCampaignFile(text: string): ReadSettings {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { settings: {}, problems: [`This is not JSON: ${(error as Error).message}.`] };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return {
      settings: {},
      problems: ["A campaign file holds one JSON object with the campaign's settings."],
    };
  }
  return readFields(value);
}

function readFields(file: object): ReadSettings {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(file)) {
    const field = Object.hasOwn(CampaignSettings.shape, key)
      ? CampaignSettings.shape[key as keyof typeof CampaignSettings.shape]
      : undefined;
    const parsed = field?.safeParse(value);
    if (!parsed) problems.push(`${key}: there is no setting of this name.`);
    else if (parsed.success) settings[key] = parsed.data;
    else problems.push(`${key}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`);
  }
  return { settings: settings as Partial<CampaignSettings>, problems };
}
