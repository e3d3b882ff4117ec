import { type Command, Option } from "commander";

export interface WorthOptions {
  evidence?: "recorded" | "control";
  json?: boolean;
}

/** `tiebreak worth` */
export function declareWorth(program: Command): void {
  program
    .command("worth")
    .summary("what ordering by each metric is worth on a campaign")
    .description(
      "Scores every metric that the campaign's data can feed and prints how many ties the first fifth of each order would have saved, beside the controls: on the judgments that were imported, or on the control sample of a launched campaign.",
    )
    .argument("<campaign>", "id or name")
    .addOption(
      new Option(
        "--evidence <kind>",
        "measure by imported judgments or by the control sample; unless given, the control sample once launched",
      ).choices(["recorded", "control"]),
    )
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak worth "Spring release"')
    .action(async (idOrName: string, options: WorthOptions) => {
      const { worth } = await import("../actions/worth");
      await worth(idOrName, options);
    });
}
