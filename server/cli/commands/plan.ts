import { type Command, Option } from "commander";
import type { PlanAssumptions } from "../../plan/schemas";
import { numberWithin, wholeNumber } from "../parse-option";
import { settingChoices } from "../setting-options";

export interface PlanOptions extends Omit<PlanAssumptions, "budget" | "hoursPerDay"> {
  budget?: number;
  hours?: number;
  simulate?: boolean;
  json?: boolean;
}

/** `tiebreak plan` */
export function declarePlan(program: Command): void {
  program
    .command("plan")
    .summary("how many judgments show a winner, and how long they take")
    .description(
      "Prints what a budget is able to show and what a margin takes, for every preset, from assumptions, imported judgments or the judgments so far; once launched, also how many are still needed.",
    )
    .argument("<campaign>", "id or name")
    .option("--budget <n>", "comparisons to judge; unless given, the campaign's budget", wholeNumber(1))
    .option(
      "--margin <margin>",
      "true margin of win minus loss to show; 0.1 is a win rate of 55 %",
      numberWithin(0.002, 1),
    )
    .option("--tie-rate <rate>", "share of ties in the set, from 0 to 1", numberWithin(0, 1))
    .option("--auc <auc>", "how well the order tells decisive comparisons from ties", numberWithin(0, 1))
    .addOption(
      new Option("--preset <preset>", "preset to plan for; unless given, the campaign's").choices(
        settingChoices.preset,
      ),
    )
    .addOption(
      new Option(
        "--evidence <kind>",
        "what tie rate and margin are taken from where they are not given",
      ).choices(["assumed", "recorded", "live"]),
    )
    .option("--seconds <seconds>", "time of one judgment", numberWithin(1, 3600))
    .option("--annotators <n>", "people who judge", wholeNumber(1, 10_000))
    .option("--hours <hours>", "hours a day that each judges", numberWithin(0.1, 24))
    .option("--simulate", "also play seeded campaigns under the assumptions")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak plan "Spring release" --budget 400 --tie-rate 0.4')
    .action(async (idOrName: string, options: PlanOptions) => {
      const { plan } = await import("../actions/plan");
      await plan(idOrName, options);
    });
}
