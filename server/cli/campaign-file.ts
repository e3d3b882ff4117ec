import { readFileSync } from "node:fs";
import { z } from "zod";
import { CampaignSettings } from "../campaign/schemas";
import { CommandError } from "./failures";

const CampaignFile = z.strictObject({
  ...CampaignSettings.shape,
  /** Files to import, relative to the campaign file. */
  data: z.array(z.string().min(1)).default([]),
});
export type CampaignFile = z.input<typeof CampaignFile> & { data: string[] };

/** A campaign file, checked: an unknown or misspelt setting is an error, not left out silently. */
export function readCampaignFile(path: string): CampaignFile {
  const parsed = CampaignFile.safeParse(parse(path));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: field, message }) =>
    field.length > 0 ? `${field.join(".")}: ${message}` : message,
  );
  throw new CommandError(`${path} cannot be used. ${problems.join("; ")}. See docs/command-line.md.`);
}

function parse(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${path} is not JSON: ${(error as Error).message}.`);
  }
}
