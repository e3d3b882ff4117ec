import { Section } from "@/app/_ui/card";
import { FileLink } from "./file-link";
import { PreferencePairs } from "./preference-pairs";

const groups = [
  {
    title: "The report",
    files: [
      { label: "HTML, one file with everything", names: ["report.html"] },
      { label: "PDF, to print and to send", names: ["report.pdf"] },
      { label: "JSON", names: ["report.json"] },
      { label: "CSV, the tables", names: ["report.csv"] },
      { label: "LaTeX, tables and methods", names: ["report.tex"] },
      { label: "BibTeX, the sources", names: ["report.bib"] },
    ],
  },
  {
    title: "What it was computed from",
    files: [
      { label: "Judgments", names: ["judgments.csv", "judgments.jsonl", "judgments.parquet"] },
      { label: "Draws with their chances", names: ["draws.csv", "draws.jsonl", "draws.parquet"] },
      { label: "Ranking with utilities", names: ["ranking.csv", "ranking.jsonl", "ranking.parquet"] },
    ],
  },
];

const formatTitles: Record<string, string> = { csv: "CSV", jsonl: "JSON Lines", parquet: "Parquet" };

/** Everything as files, enough to recompute the report elsewhere. */
export function Downloads({ campaignId }: { campaignId: string }) {
  return (
    <Section
      id="downloads"
      title="Downloads"
      description="Enough to compute every number again without Tiebreak."
    >
      <div className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
        {groups.map(({ title, files }) => (
          <div key={title}>
            <h3 className="mb-1">{title}</h3>
            <ul className="space-y-1">
              {files.map(({ names, label }) => (
                <li key={label}>
                  <Files campaignId={campaignId} label={label} names={names} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <PreferencePairs campaignId={campaignId} />
    </Section>
  );
}

/** One file by its label, or several formats of one after it. */
function Files({ campaignId, label, names }: { campaignId: string; label: string; names: string[] }) {
  const [only] = names;
  if (names.length === 1 && only)
    return <FileLink href={`/api/campaigns/${campaignId}/${only}`}>{label}</FileLink>;
  return (
    <>
      {label}:{" "}
      {names.map((name, i) => (
        <span key={name}>
          {i > 0 && ", "}
          <FileLink href={`/api/campaigns/${campaignId}/${name}`} title={`${label}, ${formatOf(name)}`}>
            {formatOf(name)}
          </FileLink>
        </span>
      ))}
    </>
  );
}

function formatOf(name: string): string {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return formatTitles[ending] ?? ending;
}
