import { type Command, Option } from "commander";
import { gather, numberWithin, wholeNumber } from "../parse-option";

export interface ReplayCommandOptions {
  metric?: string[];
  top: number;
  scope: "pair" | "pooled";
  bootstrap: number;
  seed: string;
  campaigns?: number;
  judged?: number[];
  judgments?: number;
  controlShare: number;
  json?: boolean;
}

/** `tiebreak replay` */
export function declareReplay(program: Command): void {
  program
    .command("replay")
    .summary("what an order would have been worth on judgments that exist")
    .description(
      "Plays a file's recorded judgments through import, metrics and ranking, and prints how many ties the top of each ranking would have saved; with --campaigns, whole campaigns with their draws and estimates, and how often what they print is true. Nothing is stored.",
    )
    .argument("<file>", "a file of pairs with judgments, JSON Lines or CSV (docs/formats.md)")
    .option("--metric <id>", "rank by this metric; may be given several times; all: every metric", gather)
    .option(
      "--top <share>",
      "share of the ranking that counts as its top, above 0 and up to 1",
      numberWithin(0.000001, 1),
      0.2,
    )
    .addOption(
      new Option("--scope <scope>", "rank inside each model pair, or all pairs together")
        .choices(["pair", "pooled"])
        .default("pair"),
    )
    .option(
      "--bootstrap <number>",
      "resamples of the prompts for the interval; 0 for none",
      wholeNumber(0, 100_000),
      1000,
    )
    .option("--seed <text>", "decides among equal utilities and resamples", "1")
    .option(
      "--campaigns <number>",
      "play so many campaigns per pool and order instead of looking at the top",
      wholeNumber(1, 100_000),
    )
    .option(
      "--judged <share>",
      "campaigns: report when this share of the pool is judged; may be given several times",
      gatherShare,
    )
    .option(
      "--judgments <number>",
      "campaigns: draw so many of each comparison's judgments; all unless given",
      wholeNumber(1, 1000),
    )
    .option("--control-share <share>", "campaigns: share of random control draws", numberWithin(0, 0.5), 0.15)
    .option("--json", "print JSON: an array with one entry per metric")
    .addHelpText(
      "after",
      "\nExample:\n  $ tiebreak replay judged.jsonl --metric chrf --metric length-gap\n  $ tiebreak replay judged.jsonl --campaigns 1000",
    )
    .action(async (file: string, options: ReplayCommandOptions) => {
      const { replay } = await import("../actions/replay");
      await replay(file, options);
    });
}

function gatherShare(text: string, earlier: number[] | undefined): number[] {
  return [...(earlier ?? []), numberWithin(0.000001, 1)(text)];
}
