import { type Command, Option } from "commander";
import { gather, webAddress } from "../parse-option";

export interface InviteOptions {
  name: string;
  role: "annotator" | "lead";
  language?: string[];
  url?: string;
  qr?: boolean;
  json?: boolean;
}

/** `tiebreak invite` */
export function declareInvite(program: Command): void {
  program
    .command("invite")
    .summary("add a person and print their sign-in link")
    .description(
      "Adds a person to a campaign and prints their personal sign-in link, once: only its hash is stored. It works for 30 days, on several devices.",
    )
    .argument("<campaign>", "id or name")
    .requiredOption("--name <name>", "what the person is called")
    .addOption(
      new Option("--role <role>", "annotators judge; leads see everything and do not judge")
        .choices(["annotator", "lead"])
        .default("annotator"),
    )
    .option(
      "--language <code>",
      "a language the person judges; may be given several times; else they choose",
      gather,
    )
    .option("--url <url>", "the address that the link starts with", webAddress)
    .option("--qr", "print the link as a QR code too")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak invite "Spring release" --name Amina --language ar --language en',
    )
    .action(async (idOrName: string, options: InviteOptions) => {
      const { invite } = await import("../actions/invite");
      await invite(idOrName, options);
    });
}
