import { inSentence } from "../ranking/metric-title";
import type { WorthRow, WorthTable } from "./schemas";

/** What a table says: the verdict first, then what qualifies it. */
export function worthSentences(table: Omit<WorthTable, "sentences">): string[] {
  if (table.missing > 0) return [notYet(table)];
  const backfiring = table.rows.filter(({ verdict }) => verdict === "backfires").map(({ title }) => title);
  return [
    verdict(table),
    multiplicity(table),
    backfiring.length > 0
      ? `${list(backfiring)} ${backfiring.length === 1 ? "goes" : "go"} the wrong way here: more ties in the first fifth, not fewer.`
      : null,
  ].filter((sentence) => sentence !== null);
}

function notYet({ evidence, comparisons, missing }: Omit<WorthTable, "sentences">): string {
  const where = evidence === "control" ? "of the control sample " : "";
  const judged = `${comparisons} comparison${comparisons === 1 ? "" : "s"} ${where}${comparisons === 1 ? "is" : "are"} judged so far`;
  return `Not measured yet: ${judged}, about ${missing} more are needed.`;
}

function verdict({ rows, best }: Omit<WorthTable, "sentences">): string {
  const row = rows.find(({ id }) => id === best);
  if (row) {
    const [lower, upper] = row.top.ci as [number, number];
    return `${row.title} brings ${whole(row.top.reduction as number)} fewer ties in its first fifth (95 % interval ${whole(lower)} to ${whole(upper)}), more than any control.`;
  }
  const saving = rows.filter(({ verdict: found }) => found === "length");
  if (saving.length === 0) return "No metric brings fewer ties than chance on this campaign.";
  const length = rows.find(({ kind, id }) => kind === "control" && id !== "random");
  if (!length)
    return `${strongest(saving)} The length control is not scored here, so nothing says whether that is more than length.`;
  return `No metric beats the length control on this campaign. ${strongest(saving)} ${length.title} brings ${signedWords(length)}.`;
}

function strongest(rows: readonly WorthRow[]): string {
  const [row] = rows.toSorted(
    (one, other) => (other.top.reduction as number) - (one.top.reduction as number),
  );
  return row
    ? `The largest saving is that of ${inSentence(row.title)}, ${whole(row.top.reduction as number)} fewer ties.`
    : "";
}

function signedWords({ top: { reduction } }: WorthRow): string {
  if (reduction === null) return "no answer";
  return reduction < 0 ? `${whole(-reduction)} more` : `${whole(reduction)} fewer`;
}

/** How good the best of so many looks by chance alone. */
function multiplicity({
  claims,
  bestNullQuantile95,
  rows,
  best,
}: Omit<WorthTable, "sentences">): string | null {
  if (claims < 2 || bestNullQuantile95 === null) return null;
  const reach = `By chance alone the best of ${claims} orders reaches ${whole(bestNullQuantile95)} fewer ties in one campaign of twenty`;
  const row = rows.find(({ id }) => id === best);
  if (!row) return `${reach}.`;
  return (row.top.reduction as number) > bestNullQuantile95
    ? `${reach}; this is above that.`
    : `${reach}, and this is not above that: wait for more judgments.`;
}

function whole(share: number): string {
  const text = (100 * Math.abs(share)).toFixed(0);
  return `${share < 0 && text !== "0" ? "−" : ""}${text}\u00a0%`;
}

/** Titles at the beginning of a sentence. */
function list([first = "", ...others]: readonly string[]): string {
  const names = [first, ...others.map(inSentence)];
  return names.length < 2 ? first : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
