import type { Command } from "commander";
import { webAddress, wholeNumber } from "../parse-option";

export interface ServeOptions {
  port: number;
  host: string;
  publicUrl?: string;
}

/** `tiebreak serve` */
export function declareServe(program: Command): void {
  program
    .command("serve")
    .summary("serve the app")
    .description(
      "Serves the app, creating or updating the database first, and prints a sign-in link for the lead. Links are valid for 30 days; each start prints a new one.",
    )
    .option("--port <number>", "port to listen on; 0 takes a free one", wholeNumber(0, 65_535), 3000)
    .option("--host <address>", "address to listen on; 0.0.0.0 for all", "127.0.0.1")
    .option("--public-url <url>", "the address that people open, when a proxy stands before it", webAddress)
    .addHelpText("after", "\nExample:\n  $ tiebreak serve --port 8080 --public-url https://judge.example.org")
    .action(async (options: ServeOptions) => {
      const { serve } = await import("../actions/serve");
      await serve(options);
    });
}
