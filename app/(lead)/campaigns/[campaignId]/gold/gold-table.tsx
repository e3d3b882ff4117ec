"use client";

import { Badge } from "@/app/_ui/badge";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useFirstRows } from "@/app/_ui/use-first-rows";
import type { GoldView } from "@/server/gold/schemas";
import { GoldActions } from "./gold-actions";
import { acceptedWords } from "./outcome-words";

/** Each gold comparison with how people did. One that most get wrong is more likely wrong itself. */
export function GoldTable({ gold, campaignId }: { gold: readonly GoldView[]; campaignId: string }) {
  const { shown, button } = useFirstRows(gold, "comparisons");
  return (
    <>
      <Table caption="Gold comparisons">
        <thead>
          <tr>
            <Th>Prompt</Th>
            <Th>Right</Th>
            <Th numeric>Answers</Th>
            <Th numeric title="One that most get wrong is more likely wrong itself">
              Right, of answers
            </Th>
            <Th numeric>Skipped</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id} className={row.retiredAt === null ? undefined : "text-muted"}>
              <Td className="min-w-52">
                <GoldTexts gold={row} />
              </Td>
              <Td className="min-w-36">{acceptedWords(row.accepted)}</Td>
              <Td numeric>{formatCount(row.answers)}</Td>
              <Td numeric>{formatShare(row.answers > 0 ? row.right / row.answers : null)}</Td>
              <Td numeric>{formatCount(row.skips)}</Td>
              <Td numeric>
                <GoldActions gold={row} campaignId={campaignId} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {button}
    </>
  );
}

/** The beginning of a prompt, that unfolds to all of its texts. */
export function GoldTexts({ gold }: { gold: GoldView }) {
  return (
    <details>
      <summary className="cursor-pointer wrap-anywhere">
        <span dir="auto">{gold.prompt.length > 120 ? `${gold.prompt.slice(0, 120)}…` : gold.prompt}</span>{" "}
        {gold.language && <Badge>{gold.language}</Badge>} {gold.retiredAt !== null && <Badge>Retired</Badge>}
        {gold.flags.length > 0 && <Badge tone="warn">Flagged</Badge>}
      </summary>
      <dl className="mt-2 space-y-2 text-sm">
        <Text label="First completion" text={gold.completionA} />
        <Text label="Second completion" text={gold.completionB} />
        {gold.explanation && <Text label="Why" text={gold.explanation} />}
        {gold.flags.map(({ reason, note }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are in the order in which they were raised
          <Text key={at} label={`Flagged: ${reason.replaceAll("_", " ")}`} text={note ?? ""} />
        ))}
      </dl>
    </details>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd className="max-h-48 overflow-y-auto whitespace-pre-wrap wrap-anywhere" dir="auto">
        {text}
      </dd>
    </div>
  );
}
