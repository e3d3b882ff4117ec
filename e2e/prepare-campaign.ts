import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CampaignSettingsInput } from "@/server/campaign/schemas";
import type { ExportedJudgment } from "@/server/report/recompute";
import { demoFile } from "./demo-file";
import type { App } from "./start-app";

export interface CompletionRow {
  prompt_id: string;
  prompt: string;
  model: string;
  completion: string;
  language?: string;
  category?: string;
}

export interface PreparedCampaign {
  id: string;
  name: string;
  rows: CompletionRow[];
  /** Adds an annotator and returns the personal link. */
  invite(name: string, ...languages: string[]): Promise<string>;
  judgments(): Promise<ExportedJudgment[]>;
}

interface Choices extends Partial<CampaignSettingsInput> {
  rows?: CompletionRow[];
  /** How far along it is; live unless told otherwise. */
  upTo?: "data" | "ranking" | "live";
}

/** Makes a campaign by command, faster than a lead does it by hand. Everyone may meet every comparison. */
export async function prepareCampaign(app: App, choices: Choices = {}): Promise<PreparedCampaign> {
  const { rows = demoRows({ languages: ["en"], prompts: 8 }), upTo = "live", ...settings } = choices;
  const id = await createCampaign(app, rows, settings);
  if (upTo !== "data") await run(app, ["rank", id, "--json"]);
  if (upTo === "live") await run(app, ["campaign", "launch", id]);
  const { name } = JSON.parse(await run(app, ["campaign", "show", id, "--json"])) as { name: string };
  return {
    id,
    name,
    rows,
    invite: (person, ...languages) => inviteByCommand(app, id, person, languages),
    judgments: async () => parseLines(await run(app, ["export", "judgments", id, "--json"])),
  };
}

/** The demo campaign's completions, of the first prompts in each of the languages; without log-probabilities. */
export function demoRows({ languages, prompts }: { languages: string[]; prompts: number }): CompletionRow[] {
  const rows = parseLines<CompletionRow>(readFileSync(demoFile, "utf8"));
  return languages.flatMap((language) => {
    const inLanguage = rows.filter((row) => row.language === language);
    const wanted = [...new Set(inLanguage.map((row) => row.prompt_id))].slice(0, prompts);
    return inLanguage
      .filter((row) => wanted.includes(row.prompt_id))
      .map((row) => ({ ...row, logprobs: undefined }));
  });
}

async function createCampaign(
  app: App,
  rows: CompletionRow[],
  settings: Partial<CampaignSettingsInput>,
): Promise<string> {
  const key = randomUUID().slice(0, 8);
  const data = `completions-${key}.jsonl`;
  const file = join(app.folder, `campaign-${key}.json`);
  await writeFile(join(app.folder, data), rows.map((row) => JSON.stringify(row)).join("\n"));
  const campaign = {
    name: `Campaign ${key}`,
    seed: "end-to-end",
    promptOncePerAnnotator: false,
    ...settings,
    data: [data],
  };
  await writeFile(file, JSON.stringify(campaign));
  const created = await run(app, ["campaign", "create", "--file", file, "--json"]);
  return (JSON.parse(created) as { campaignId: string }).campaignId;
}

async function inviteByCommand(app: App, id: string, person: string, languages: string[]): Promise<string> {
  const chosen = languages.flatMap((language) => ["--language", language]);
  const invited = await run(app, ["invite", id, "--name", person, "--url", app.url, "--json", ...chosen]);
  return (JSON.parse(invited) as { link: string }).link;
}

/** Runs a command that must not fail. */
export async function run(app: App, args: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await app.cli(args);
  if (exitCode !== 0) throw new Error(`tiebreak ${args.join(" ")} ended with ${exitCode}: ${stderr}`);
  return stdout;
}

export function parseLines<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
