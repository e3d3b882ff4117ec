import { Section } from "@/app/_ui/card";
import { countOf } from "@/app/_ui/number-words";
import { WorthTable } from "@/app/(lead)/_campaign/worth-table";
import type { ReportParts } from "@/server/report/parts/view";
import { hasWorth, type ReportContent } from "@/server/report/schemas";
import type { WorthTable as Worth } from "@/server/worth/schemas";
import { PartWaiting } from "./ratings/part-waiting";

interface Props {
  report: ReportContent;
  parts: ReportParts;
  isMaking: boolean;
}

/** What ordering by each metric would have been worth, by the control sample as the report has it. */
export function MetricWorth({ report, parts, isMaking }: Props) {
  const worth = parts.worth ?? report.worth;
  if (!worth && !hasWorth(report)) return null;
  return (
    <Section
      id="worth"
      title="What each order is worth"
      description={`Every metric that was scored, on ${worth ? countOf(worth.comparisons, "comparison") : "the comparisons"} of the control sample: how many ties the first fifth of its order would have saved.`}
    >
      {worth ? <Found worth={worth} /> : <PartWaiting isMaking={isMaking} />}
    </Section>
  );
}

function Found({ worth }: { worth: Worth }) {
  const [verdict, ...qualified] = worth.sentences;
  const waiting = worth.leftOut.filter(({ reason }) => reason.startsWith("Not scored"));
  return (
    <div className="space-y-3">
      <p className="max-w-prose font-medium text-pretty">{verdict}</p>
      {qualified.map((sentence) => (
        <p key={sentence} className="max-w-prose text-sm text-pretty">
          {sentence}
        </p>
      ))}
      {worth.missing === 0 && <WorthTable table={worth} />}
      {waiting.length > 0 && (
        <p className="max-w-prose text-sm text-muted">
          Not scored on this campaign: {waiting.map(({ metric, title = metric }) => title).join(", ")}.
          Compare metrics on the order page, then update the report.
        </p>
      )}
    </div>
  );
}
