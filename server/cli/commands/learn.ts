import type { Command } from "commander";

export interface LearnOptions {
  json?: boolean;
}

/** `tiebreak learn` */
export function declareLearn(program: Command): void {
  program
    .command("learn")
    .summary("learn from the judgments which comparisons will be decisive")
    .description(
      "Learns from a launched campaign's judgments, 100 or more, how likely a comparison is to be decisive, tests that on prompts it has not seen, and stores the predictor. Nothing is ordered anew before reorder is run.",
    )
    .argument("<campaign>", "id or name")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak learn "Spring release"')
    .action(async (idOrName: string, options: LearnOptions) => {
      const { learn } = await import("../actions/learn");
      await learn(idOrName, options);
    });
}
