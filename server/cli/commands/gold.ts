import type { Command } from "commander";

/** `tiebreak gold` */
export function declareGold(program: Command): void {
  program
    .command("gold")
    .summary("comparisons with a known outcome, and how people did")
    .description(
      "Prints a campaign's gold and practice comparisons and how often each person was right. With a file, adds its comparisons first: all of them, or with a bad row none.",
    )
    .argument("<campaign>", "id or name")
    .argument("[file]", "JSON Lines or CSV with prompt, completion_a, completion_b and accepted")
    .option("--json", "print JSON")
    .addHelpText("after", '\nExample:\n  $ tiebreak gold "Spring release" gold.jsonl')
    .action(async (idOrName: string, file: string | undefined, options: { json?: boolean }) => {
      const { gold } = await import("../actions/gold");
      await gold(idOrName, file, options);
    });
}
