import { Section } from "@/app/_ui/card";
import { languageName } from "@/app/_ui/language-name";
import { countOf, formatCount } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { CampaignView } from "@/server/campaign/campaign-view";

/** How much there is of each model, language and category. */
export function Content({ campaign }: { campaign: CampaignView }) {
  const { models, prompts, languages, categories, importedJudgments } = campaign;
  const summary = [
    countOf(models.length, "model"),
    countOf(prompts, "prompt"),
    ...(importedJudgments > 0 ? [countOf(importedJudgments, "imported judgment")] : []),
  ].join(", ");
  return (
    <Section title={summary}>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <Counts
          label="Model"
          unit="Completions"
          rows={models.map(({ name, completions }) => ({ name, count: completions }))}
          whole={prompts}
        />
        <Counts
          label="Language"
          unit="Prompts"
          rows={languages.map((row) => ({
            name: row.language === null ? "Not stated" : languageName(row.language),
            count: row.prompts,
          }))}
        />
        <Counts
          label="Category"
          unit="Prompts"
          rows={categories.map((row) => ({ name: row.category ?? "Not stated", count: row.prompts }))}
        />
      </div>
    </Section>
  );
}

interface CountsProps {
  label: string;
  unit: string;
  rows: { name: string; count: number }[];
  /** What each row should reach. */
  whole?: number;
}

function Counts({ label, unit, rows, whole }: CountsProps) {
  return (
    <Table
      caption={`${unit} by ${label.toLowerCase()}`}
      className="max-h-96 overflow-y-auto [&_tbody_tr:last-child_td]:border-b-0"
    >
      <thead>
        <tr>
          <Th>{label}</Th>
          <Th numeric>{unit}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, count }) => (
          <tr key={name}>
            <Td className="wrap-anywhere" dir="auto">
              {name}
            </Td>
            <Td numeric>
              {formatCount(count)}
              {whole !== undefined && count < whole && (
                <span className="block text-warn">{countOf(whole - count, "prompt")} without</span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
