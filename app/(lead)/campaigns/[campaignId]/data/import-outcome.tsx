import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { countOf, formatCount } from "@/app/_ui/number-words";
import type { ImportResult } from "@/server/import/import-file";
import { Problems } from "./problems";
import type { UploadOutcome } from "./upload";

interface Props {
  file: File;
  outcome: UploadOutcome;
  onSkipBad: () => void;
}

/** What came of an import. */
export function ImportOutcome({ file, outcome, onSkipBad }: Props) {
  if (outcome.type === "done") return <Done file={file} imported={outcome.import} />;
  const canSkip = outcome.problems.length > 0;
  return (
    <div className="space-y-3">
      <Notice
        tone="error"
        title="Nothing was imported"
        action={canSkip && <Button onClick={onSkipBad}>Import the good rows only</Button>}
      >
        {outcome.message}
      </Notice>
      {canSkip && (
        <Problems
          title={countOf(outcome.problemCount, "problem")}
          problems={outcome.problems}
          total={outcome.problemCount}
        />
      )}
    </div>
  );
}

function Done({ file, imported }: { file: File; imported: ImportResult }) {
  const { importId, counts, problems, problemCount } = imported;
  if (importId === null) {
    return (
      <Notice tone="info" announce title={`${file.name} added nothing`}>
        All of its {formatCount(counts.rows)} rows were imported before. Nothing changed.
      </Notice>
    );
  }
  return (
    <div className="space-y-3">
      <Notice tone="ok" announce title={`${file.name} was imported`}>
        {describeCounts(counts)}
      </Notice>
      {problems.length > 0 && (
        <Problems
          title={`${countOf(counts.bad, "row was", "rows were")} left out`}
          problems={problems}
          total={problemCount}
        />
      )}
    </div>
  );
}

/** @example "120 rows: 60 prompts, 2 models, 120 completions added, 3 unchanged" */
export function describeCounts(counts: ImportResult["counts"]): string {
  const added = [
    countOf(counts.promptsAdded, "prompt"),
    countOf(counts.modelsAdded, "model"),
    countOf(counts.completionsAdded, "completion"),
    ...(counts.judgmentsAdded > 0 ? [countOf(counts.judgmentsAdded, "judgment")] : []),
  ].join(", ");
  const unchanged = counts.unchanged > 0 ? `, ${formatCount(counts.unchanged)} unchanged` : "";
  const bad = counts.bad > 0 ? `, ${countOf(counts.bad, "bad row")} left out` : "";
  return `${countOf(counts.rows, "row")}: ${added} added${unchanged}${bad}`;
}

/** @example "118 completions fetched, 2 failed" */
export function describeFetched({ rows, bad }: ImportResult["counts"]): string {
  const failed = bad > 0 ? `, ${formatCount(bad)} failed` : "";
  return `${countOf(rows - bad, "completion")} fetched${failed}`;
}
