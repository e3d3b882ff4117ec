import { Argument, type Command, Option } from "commander";
import { numberWithin, wholeNumber } from "../parse-option";

export type Exported = "judgments" | "ranking" | "draws" | "preferences";

export interface ExportOptions {
  format?: "csv" | "jsonl" | "parquet";
  output?: string;
  minimumMargin?: number;
  minimumJudgments?: number;
}

/** `tiebreak export` */
export function declareExport(program: Command): void {
  program
    .command("export")
    .summary("the rows behind a report, or preferences to train on")
    .description(
      "Prints a campaign's judgments, its draws with their probabilities, or its ranking: everything needed to recompute the report. Or its preferences: the chosen and the rejected completion of every comparison that people did not leave even.",
    )
    .addArgument(
      new Argument("<what>", "what to export").choices(["judgments", "ranking", "draws", "preferences"]),
    )
    .argument("<campaign>", "id or name")
    .addOption(
      new Option("--format <format>", "format of the rows; preferences are not given as csv")
        .choices(["csv", "jsonl", "parquet"])
        .default(undefined, "csv, preferences jsonl"),
    )
    .option("--json", "the same as --format jsonl: one JSON object per line")
    .option("--output <file>", "write to this file instead of printing")
    .option("--minimum-margin <share>", "preferences of at least this margin, 0 to 1", numberWithin(0, 1))
    .option(
      "--minimum-judgments <number>",
      "preferences of at least so many judgments",
      wholeNumber(1, 1_000),
    )
    .addHelpText(
      "after",
      '\nExamples:\n  $ tiebreak export judgments "Spring release" --output judgments.csv\n  $ tiebreak export preferences "Spring release" --minimum-margin 0.5 --output preferences.jsonl',
    )
    .action(
      async (what: Exported, idOrName: string, { json, ...options }: ExportOptions & { json?: boolean }) => {
        const { exportRows } = await import("../actions/export");
        await exportRows(what, idOrName, json ? { ...options, format: "jsonl" } : options);
      },
    );
}
