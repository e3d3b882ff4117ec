import type { Command } from "commander";
import { wholeNumber } from "../parse-option";

export interface NextOptions {
  limit: number;
  json?: boolean;
}

/** `tiebreak next` */
export function declareNext(program: Command): void {
  program
    .command("next")
    .summary("which comparisons come next")
    .description(
      "Prints the open comparisons and the draws that are planned after them; before launch, the order by rank.",
    )
    .argument("<campaign>", "id or name")
    .option("--limit <number>", "how many", wholeNumber(1, 1_000_000), 20)
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak next "Spring release" --limit 5')
    .action(async (idOrName: string, options: NextOptions) => {
      const { next } = await import("../actions/next");
      await next(idOrName, options);
    });
}
