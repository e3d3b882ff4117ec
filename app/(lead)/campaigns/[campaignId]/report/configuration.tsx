import { Section } from "@/app/_ui/card";
import { CopyButton } from "@/app/_ui/copy-button";
import { Disclosure } from "@/app/_ui/disclosure";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import type { ReportContent } from "@/server/report/schemas";

interface Props {
  report: ReportContent;
  hash: string | null;
  bibtex: string | null;
}

/** Everything needed to say how the numbers came about. */
export function Configuration({ report, hash, bibtex }: Props) {
  return (
    <Section
      id="methods"
      title="Methods and configuration"
      description="The paragraph is ready to paste into a paper or a model card."
      actions={<CopyButton text={report.methods} label="Copy the paragraph" />}
    >
      <p className="max-w-prose text-sm leading-relaxed whitespace-pre-line">{report.methods}</p>
      {bibtex && <Sources bibtex={bibtex} />}
      <Disclosure summary="Settings, versions and hashes" className="mt-3 border-t border-line pt-2">
        <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
          {facts(report, hash).map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd className="mb-1.5 wrap-anywhere sm:mb-0">{value}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </Section>
  );
}

/** The literature behind the paragraph, to paste beside it. */
function Sources({ bibtex }: { bibtex: string }) {
  return (
    <Disclosure summary="Sources as BibTeX" className="mt-3">
      <CopyButton text={bibtex} label="Copy the BibTeX" />
      <ScrollFrame className="mt-2 max-h-80 overflow-auto rounded border border-line p-3">
        <pre className="text-xs">{bibtex}</pre>
      </ScrollFrame>
    </Disclosure>
  );
}

function facts(
  { configuration: settings, versions, ledger }: ReportContent,
  hash: string | null,
): [string, string][] {
  return [
    ["Mode", settings.mode],
    ["Metric", metricWords(settings)],
    ...(settings.orderWords ?? []).map(({ label, value }): [string, string] => [label, value]),
    ...ruleFacts(settings),
    ["Preset", `${settings.preset} (τ = ${settings.tau}, κ = ${settings.kappa})`],
    ["Control share", formatShare(settings.controlShare)],
    ["Routing", settings.routing],
    ["Outcomes", settings.outcomes],
    ["Judgments per comparison", String(settings.judgmentsPerComparison)],
    ["Budget at launch, now", `${budget(settings.budgetAtLaunch)}, ${budget(settings.budget)}`],
    ...(settings.pairAllocation === "uncertain"
      ? [["Which pair is next", "by chance, those of which least is known more often"] as [string, string]]
      : []),
    ["A prompt once per annotator", settings.promptOncePerAnnotator ? "yes" : "no"],
    ["Imported judgments adopted", settings.adoptImported ? "yes" : "no"],
    ["Error rate", `${settings.alpha}, over ${settings.monitored} watched together`],
    ["Seed", settings.seed],
    ["Versions", `Tiebreak ${versions.product}, report ${versions.report}, ${versions.methods.join(", ")}`],
    ["SHA-256 of the report", hash ?? ""],
    ["SHA-256 of the judgments", ledger.hash],
  ];
}

/** The rules by which noise was left out, before launch and since. */
function ruleFacts({ exclusions = [] }: ReportContent["configuration"]): [string, string][] {
  const words = (when: "before-launch" | "after-launch") =>
    exclusions
      .filter((rule) => rule.when === when)
      .map(({ detector, comparisons }) => `${detector} (${formatCount(comparisons)})`)
      .join(", ");
  const facts: [string, string][] = [
    ["Left out before launch", words("before-launch")],
    ["Closed after launch", words("after-launch")],
  ];
  return facts.filter(([, value]) => value !== "");
}

function metricWords({ metric, metricVersion, orderedBy = metric }: ReportContent["configuration"]): string {
  return orderedBy === metric ? `${metric}, version ${metricVersion}` : orderedBy;
}

function budget(n: number | null): string {
  return n === null ? "whole pool" : formatCount(n);
}
