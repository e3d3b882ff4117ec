import type { Command } from "commander";

/** `tiebreak status` */
export function declareStatus(program: Command): void {
  program
    .command("status")
    .summary("how far a campaign is")
    .description("Prints a campaign's progress, its strata, its people and what waits for a lead.")
    .argument("<campaign>", "id or name")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak status "Spring release"')
    .action(async (idOrName: string, options: { json?: boolean }) => {
      const { status } = await import("../actions/status");
      await status(idOrName, options);
    });
}
