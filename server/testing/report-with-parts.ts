import { computeReport } from "../report/compute-report";
import { computeParts } from "../report/parts/compute-parts";
import { partsByKind } from "../report/parts/store-parts";
import type { ReportParts } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import { withCompletions } from "./counted-completions";
import { type TestStratum, testReportInput } from "./report-input";

/** A report of models that write longer and longer, each pair judged in part, with all that is made after it. */
export function reportWithParts(models: readonly string[]): { content: ReportContent; parts: ReportParts } {
  const strata = models.flatMap((modelA, i) =>
    models.slice(i + 1).map(
      (modelB): TestStratum => ({
        modelA,
        modelB,
        size: 60,
        draws: {
          count: 40,
          fate: (_, random) => {
            const chance = random();
            return [chance < 0.5 ? "model_a" : chance < 0.85 ? "model_b" : "tie"];
          },
        },
      }),
    ),
  );
  const input = withCompletions(
    // Without a control sample there is nothing to say of orders.
    testReportInput(strata, { controlShare: 0 }),
    (model, prompt) =>
      `${prompt % 2 ? "- one\n- two\n" : ""}${"word ".repeat(5 + models.indexOf(model) + (prompt % 7))}`,
  );
  const content = computeReport(input);
  return { content, parts: partsByKind([...computeParts(input, content)]) };
}
