import type { Command } from "commander";
import { wholeNumber } from "../parse-option";
import {
  addProtocolOptions,
  addRankingOptions,
  type ProtocolOptions,
  type RankingOptions,
} from "../setting-options";

export interface CreateOptions extends RankingOptions, ProtocolOptions {
  file?: string;
  name?: string;
  json?: boolean;
}

/** `tiebreak campaign …` */
export function declareCampaign(program: Command): void {
  const campaign = program
    .command("campaign")
    .summary("create, list, launch and close campaigns")
    .description(
      "Creates, lists and runs campaigns. A campaign is named by its id, or by its name if no other has it.",
    )
    .addHelpText("after", "\nExample:\n  $ tiebreak campaign list");
  declareCreate(campaign);
  campaign
    .command("list")
    .summary("all campaigns, newest first")
    .description("Lists all campaigns, newest first.")
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  $ tiebreak campaign list --json")
    .action(async (options: { json?: boolean }) => {
      const { listAll } = await import("../actions/campaign");
      await listAll(options);
    });
  campaign
    .command("show")
    .summary("one campaign and what stands before its launch")
    .description("Shows a campaign's settings, its data, its ranking, and what stands before its launch.")
    .argument("<campaign>", "id or name")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak campaign show "Spring release"')
    .action(async (idOrName: string, options: { json?: boolean }) => {
      const { show } = await import("../actions/campaign");
      await show(idOrName, options);
    });
  declareRunning(campaign);
}

function declareCreate(campaign: Command): void {
  const create = campaign
    .command("create")
    .summary("a new draft campaign")
    .description(
      'Creates a draft campaign from options, or from a JSON file with the same settings; options win. A file may name data to import: "data": ["completions.jsonl"], relative to it.',
    )
    .option("--file <file>", "campaign file (docs/command-line.md)")
    .option("--name <name>", "what it is called");
  addProtocolOptions(addRankingOptions(create))
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak campaign create --name "Spring release" --metric chrf --budget 600',
    )
    .action(async (options: CreateOptions) => {
      const { create: run } = await import("../actions/create-campaign");
      await run(options);
    });
}

const changes = {
  launch: "fixes the order of draws and opens judging; settings and data are final from then on",
  pause: "no new comparisons are handed out until it is resumed",
  resume: "judging goes on after a pause",
  close: "ends judging for good",
} as const;
export type Change = keyof typeof changes;

function declareRunning(campaign: Command): void {
  for (const [change, effect] of Object.entries(changes) as [Change, string][]) {
    campaign
      .command(change)
      .summary(effect)
      .description(`${change.charAt(0).toUpperCase()}${change.slice(1)}: ${effect}.`)
      .argument("<campaign>", "id or name")
      .addHelpText("after", `\nExample:\n  $ tiebreak campaign ${change} "Spring release"`)
      .action(async (idOrName: string) => {
        const { change: run } = await import("../actions/campaign");
        await run(idOrName, change);
      });
  }
  campaign
    .command("go-on")
    .summary("go on judging after the stop rule was met")
    .description(
      "Lets judging go on after the stop rule has ended a pair. The rule is then off for every pair, and the report says so and what was concluded before.",
    )
    .argument("<campaign>", "id or name")
    .addHelpText("after", '\nExample:\n  $ tiebreak campaign go-on "Spring release"')
    .action(async (idOrName: string) => {
      const { goOn } = await import("../actions/campaign");
      await goOn(idOrName);
    });
  campaign
    .command("extend")
    .summary("raise the budget of a launched campaign")
    .description(
      "Raises the budget of a launched campaign. The number of draws is then no longer the one fixed before launch, and the report's intervals say so.",
    )
    .argument("<campaign>", "id or name")
    .requiredOption("--budget <number>", "the new total of comparisons to judge", wholeNumber(1))
    .addHelpText("after", '\nExample:\n  $ tiebreak campaign extend "Spring release" --budget 900')
    .action(async (idOrName: string, options: { budget: number }) => {
      const { extend } = await import("../actions/campaign");
      await extend(idOrName, options);
    });
}
