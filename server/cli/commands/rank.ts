import type { Command } from "commander";
import { addRankingOptions, type RankingOptions } from "../setting-options";

export interface RankOptions extends RankingOptions {
  json?: boolean;
}

/** `tiebreak rank` */
export function declareRank(program: Command): void {
  const rank = program
    .command("rank")
    .summary("order a draft campaign's comparisons")
    .description(
      "Scores every comparison of a draft campaign and stores the order. Options change the campaign's settings first; what is not given stays.",
    )
    .argument("<campaign>", "id or name");
  addRankingOptions(rank)
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak rank "Spring release" --metric chrf --mode measure')
    .action(async (idOrName: string, options: RankOptions) => {
      const { rank: run } = await import("../actions/rank");
      await run(idOrName, options);
    });
}
