import { Section } from "@/app/_ui/card";

const groups = [
  {
    title: "The report",
    files: [
      { name: "report.html", label: "HTML, one file with everything" },
      { name: "report.json", label: "JSON" },
      { name: "report.csv", label: "CSV, the tables" },
    ],
  },
  {
    title: "What it was computed from",
    files: [
      { name: "judgments.csv", label: "Judgments, CSV" },
      { name: "judgments.jsonl", label: "Judgments, JSON Lines" },
      { name: "draws.csv", label: "Draws with their chances, CSV" },
      { name: "ranking.csv", label: "Ranking with utilities, CSV" },
    ],
  },
];

/** Everything as files, enough to recompute the report elsewhere. */
export function Downloads({ campaignId }: { campaignId: string }) {
  return (
    <Section title="Downloads" description="Enough to compute every number again without Tiebreak.">
      <div className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
        {groups.map(({ title, files }) => (
          <div key={title}>
            <h3 className="mb-1">{title}</h3>
            <ul className="space-y-1">
              {files.map(({ name, label }) => (
                <li key={name}>
                  <a
                    href={`/api/campaigns/${campaignId}/${name}`}
                    download
                    className="text-accent underline underline-offset-2 hover:text-accent-strong"
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
