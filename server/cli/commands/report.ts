import { type Command, Option } from "commander";

export interface ReportOptions {
  format?: "json" | "csv" | "html";
  json?: boolean;
  output?: string;
}

/** `tiebreak report` */
export function declareReport(program: Command): void {
  program
    .command("report")
    .summary("what the judgments say")
    .description(
      "Computes a campaign's report as it stands and prints its verdicts, or the whole report in a format. The same judgments give the same report and hash.",
    )
    .argument("<campaign>", "id or name")
    .addOption(
      new Option("--format <format>", "the whole report in this format").choices(["json", "csv", "html"]),
    )
    .option("--json", "the same as --format json")
    .option("--output <file>", "write it to this file instead of printing it")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak report "Spring release" --format html --output report.html',
    )
    .action(async (idOrName: string, options: ReportOptions) => {
      const { report } = await import("../actions/report");
      await report(idOrName, options);
    });
}
