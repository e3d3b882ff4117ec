import type { Command } from "commander";
import { webAddress } from "../parse-option";

export interface DemoOptions {
  ifEmpty?: boolean;
  url?: string;
  json?: boolean;
}

/** `tiebreak demo` */
export function declareDemo(program: Command): void {
  program
    .command("demo")
    .summary("load the demo campaign")
    .description(
      "Loads the demo campaign: 60 prompts in three languages, three models, ranked and launched, nothing judged. Prints the lead's and the demo annotator's sign-in links.",
    )
    .option("--if-empty", "do nothing when there is a campaign already")
    .option("--url <url>", "the address that the links start with", webAddress)
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  $ tiebreak demo --if-empty")
    .action(async (options: DemoOptions) => {
      const { demo } = await import("../actions/demo");
      await demo(options);
    });
}
