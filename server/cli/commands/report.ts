import { type Command, Option } from "commander";
import { type ReportFormat, reportFormats } from "../../report/schemas";

export interface ReportOptions {
  format?: ReportFormat;
  json?: boolean;
  output?: string;
}

/** `tiebreak report` */
export function declareReport(program: Command): void {
  const report = program
    .command("report")
    .summary("what the judgments say")
    .description(
      "Computes a campaign's report as it stands and prints its verdicts and tables, or the whole report in a format. The same judgments give the same report and hash.",
    )
    .argument("<campaign>", "id or name")
    .addOption(new Option("--format <format>", "the whole report in this format").choices([...reportFormats]))
    .option("--json", "the same as --format json")
    .option("--output <file>", "write it to this file instead of printing it")
    .addHelpText(
      "after",
      '\nExample:\n  $ tiebreak report "Spring release" --format html --output report.html',
    )
    .action(async (idOrName: string, options: ReportOptions) => {
      const actions = await import("../actions/report");
      await actions.report(idOrName, options);
    });
  report
    .command("verify")
    .summary("compute a report's file again")
    .description(
      "Computes a report again from the data in its own JSON file, without a database, and says whether it holds: its hash, its judgments and draws, and every number and sentence. Exits with 1 when it does not.",
    )
    .argument("<file>", "a report's JSON file")
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  $ tiebreak report verify report.json")
    .action(async (file: string, options: { json?: boolean }) => {
      const { verify } = await import("../actions/verify-report");
      await verify(file, options);
    });
}
