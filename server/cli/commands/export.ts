import { Argument, type Command, Option } from "commander";

export type Exported = "judgments" | "ranking" | "draws";

export interface ExportOptions {
  format: "csv" | "jsonl";
  output?: string;
}

/** `tiebreak export` */
export function declareExport(program: Command): void {
  program
    .command("export")
    .summary("the rows behind a report")
    .description(
      "Prints a campaign's judgments, its draws with their probabilities, or its ranking: everything needed to recompute the report.",
    )
    .addArgument(new Argument("<what>", "what to export").choices(["judgments", "ranking", "draws"]))
    .argument("<campaign>", "id or name")
    .addOption(new Option("--format <format>", "format of the rows").choices(["csv", "jsonl"]).default("csv"))
    .option("--json", "the same as --format jsonl: one JSON object per line")
    .option("--output <file>", "write to this file instead of printing")
    .addHelpText("after", '\nExample:\n  $ tiebreak export judgments "Spring release" --output judgments.csv')
    .action(
      async (what: Exported, idOrName: string, { json, ...options }: ExportOptions & { json?: boolean }) => {
        const { exportRows } = await import("../actions/export");
        await exportRows(what, idOrName, json ? { ...options, format: "jsonl" } : options);
      },
    );
}
