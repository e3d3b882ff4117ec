import type { Command } from "commander";
import { webAddress, wholeNumber } from "../parse-option";

export interface JoinLinkOptions {
  name?: string;
  places?: number;
  panel?: boolean;
  close?: string;
  url?: string;
  json?: boolean;
}

/** `tiebreak join-link` */
export function declareJoinLink(program: Command): void {
  program
    .command("join-link")
    .description("make a link by which anyone joins a campaign, list such links, or close one")
    .argument("<campaign>", "its id or name")
    .option("--name <name>", "makes a link; where it is given out")
    .option("--places <number>", "how many people may be at work or done by it", wholeNumber(1, 100_000))
    .option("--panel", "its people come from the campaign's panel")
    .option("--close <id>", "nobody joins by this link any more")
    .option("--url <url>", "the address that the link starts with", webAddress)
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak join-link "Spring release" --name "Mailing list" --places 30',
    )
    .action(async (idOrName: string, options: JoinLinkOptions) => {
      const { joinLink } = await import("../actions/join-link");
      await joinLink(idOrName, options);
    });
}
