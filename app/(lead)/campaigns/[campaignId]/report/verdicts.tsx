import { Badge } from "@/app/_ui/badge";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { ReportContent, Verdict } from "@/server/report/schemas";
import { byVerdict, verdictTitle } from "./verdict-title";

const looks: Record<Verdict["kind"], { word: string; tone: "ok" | "accent" | "neutral" | "warn" }> = {
  ahead: { word: "Decided", tone: "ok" },
  equivalent: { word: "Equivalent", tone: "accent" },
  level: { word: "Level", tone: "accent" },
  undecided: { word: "Undecided", tone: "neutral" },
  "not-enough": { word: "Not enough yet", tone: "neutral" },
  "judged-subset-only": { word: "Judged only", tone: "warn" },
};

/** The conclusion of each pair in a sentence, what is decided first. */
export function Verdicts({ report: { pairs, counts } }: { report: ReportContent }) {
  const { shown, button } = useFirstRows(byVerdict(pairs), "pairs");
  const isOne = pairs.length === 1;
  return (
    <section aria-labelledby="verdict" className="rounded-lg border border-line bg-surface px-4 py-3.5">
      <h2 id="verdict" className={isOne ? "sr-only" : "mb-2.5 text-base"}>
        {verdictTitle(pairs)}
      </h2>
      <ul className={isOne ? undefined : "space-y-2.5 sm:space-y-1.5"}>
        {shown.map(({ modelA, modelB, verdict }) => (
          <li
            key={`${modelA}/${modelB}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-1 sm:flex-nowrap"
          >
            <span className="sm:w-28 sm:shrink-0">
              <Badge tone={looks[verdict.kind].tone}>{looks[verdict.kind].word}</Badge>
            </span>
            <p className={isOne ? "max-w-prose text-base text-pretty" : "text-sm text-pretty"}>
              {withoutWord(verdict)}
            </p>
          </li>
        ))}
      </ul>
      {button}
      <p className="mt-3 border-t border-line pt-2.5 text-sm text-muted">
        From {countOf(counts.judgments, "judgment")} by {countOf(counts.annotators, "annotator")}:{" "}
        {formatCount(counts.closedPrefix)} of {countOf(counts.planned, "planned comparison")} are read,{" "}
        {formatCount(counts.open)} open, {formatCount(counts.unjudgeable)} unjudgeable.
      </p>
    </section>
  );
}

/** The sentence without the word that stands before it as a badge. */
function withoutWord({ kind, sentence }: Verdict): string {
  const start = `${looks[kind].word}: `;
  return sentence.startsWith(start) ? sentence.slice(start.length) : sentence;
}
