import { type Command, Option } from "commander";

export interface ImportOptions {
  campaign?: string;
  format?: "jsonl" | "csv";
  skipBad?: boolean;
  json?: boolean;
}

/** `tiebreak import` */
export function declareImport(program: Command): void {
  program
    .command("import")
    .summary("import completions or pairs")
    .description(
      "Imports a file of completions or pairs, JSON Lines or CSV (docs/formats.md). With a bad row nothing is imported, unless --skip-bad. Importing the same file again changes nothing.",
    )
    .argument("<file>", "the file; - reads standard input and needs --campaign and --format")
    .option(
      "--campaign <id|name>",
      "draft campaign to import into; without it a new one is named after the file",
    )
    .addOption(new Option("--format <format>", "format of standard input").choices(["jsonl", "csv"]))
    .option("--skip-bad", "import the good rows and list the others")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak import completions.jsonl\n  $ zcat pairs.csv.gz | tiebreak import - --format csv --campaign "Spring release"',
    )
    .action(async (file: string, options: ImportOptions) => {
      const { importInto } = await import("../actions/import");
      await importInto(file, options);
    });
}
