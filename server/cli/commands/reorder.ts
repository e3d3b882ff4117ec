import { type Command, Option } from "commander";
import type { CampaignSettingsInput } from "../../campaign/schemas";

export interface ReorderOptions {
  predictor?: string;
  metric?: string;
  preset?: CampaignSettingsInput["preset"];
  json?: boolean;
}

/** `tiebreak reorder` */
export function declareReorder(program: Command): void {
  program
    .command("reorder")
    .summary("order anew what a launched campaign has not drawn")
    .description(
      "Gives what is not drawn yet new weights and fresh random keys, by a learned predictor or by another metric. What was drawn stays drawn, the control arm goes on, and the estimates stay unbiased.",
    )
    .argument("<campaign>", "id or name")
    .addOption(new Option("--predictor <id>", "order by this predictor, which learn printed"))
    .addOption(new Option("--metric <id>", "order by this metric, such as chrf").conflicts("predictor"))
    .addOption(
      new Option(
        "--preset <name>",
        "how sharply to order; minimum-variance, the default for a predictor, needs one; balanced otherwise",
      ).choices(["balanced", "sharp", "minimum-variance", "uniform"]),
    )
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak reorder "Spring release" --metric length-gap')
    .action(async (idOrName: string, options: ReorderOptions) => {
      const { reorder } = await import("../actions/reorder");
      await reorder(idOrName, options);
    });
}
