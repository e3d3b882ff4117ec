import type { Command } from "commander";

export interface ExplainOptions {
  prompt?: boolean;
  json?: boolean;
}

/** `tiebreak explain` */
export function declareExplain(program: Command): void {
  program
    .command("explain")
    .summary("why a comparison comes when it comes")
    .description(
      "Prints a comparison's place in the order, its draw, and its value under every metric that was scored. For a prompt of several pairs, the pairs by how far they differ.",
    )
    .argument("<campaign>", "id or name")
    .argument("<comparison-or-prompt>", "a comparison's number, as `next` prints it, or a prompt's id")
    .option("--prompt", "it is a prompt's id, also where a comparison has that number")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak explain "Spring release" en-code-1')
    .action(async (idOrName: string, subject: string, options: ExplainOptions) => {
      const { explain } = await import("../actions/explain");
      await explain(idOrName, subject, options);
    });
}
