import { Badge } from "@/app/_ui/badge";
import { Section } from "@/app/_ui/card";
import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { DetectorView, NoiseView } from "@/server/noise/schemas";
import { Examples } from "./examples";
import { ExclusionSwitch } from "./exclusion-switch";
import { MaskNames } from "./mask-names";

interface Props {
  campaignId: string;
  noise: NoiseView;
  detector: DetectorView;
}

/** What one detector found: how much, in whose texts, to be read, and whether it is left out. */
export function DetectorSection({ campaignId, noise, detector }: Props) {
  const { id, title, summary, effect, looksAt, findings } = detector;
  return (
    <div id={id} className="scroll-mt-4">
      <Section
        title={title}
        actions={
          <>
            {detector.isExcluded && (
              <Badge tone="accent">{noise.isLaunched && !detector.isFixed ? "Closed" : "Left out"}</Badge>
            )}
            {detector.advised && !detector.isExcluded && <Badge>Advised to leave out</Badge>}
          </>
        }
      >
        <div className="grid grid-cols-1 gap-x-10 gap-y-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="space-y-3">
            <div className="space-y-1 text-sm">
              <p>
                <span className="font-medium">{countOf(findings, looksAt)} found</span>
                {findings > 0 && touched(detector, noise.poolSize)}
              </p>
              <p className="max-w-prose text-pretty text-muted">
                {summary} {effect}
              </p>
            </div>
            {id === "names-itself" && <MaskNames campaignId={campaignId} />}
            <ExclusionSwitch campaignId={campaignId} noise={noise} detector={detector} />
            {findings > 0 && <Examples campaignId={campaignId} detector={id} />}
          </div>
          <FoundIn detector={detector} />
        </div>
      </Section>
    </div>
  );
}

/** In whose texts, and in which languages. */
function FoundIn({ detector: { title, looksAt, models, languages } }: { detector: DetectorView }) {
  return (
    <div>
      {models.length > 0 && (
        <ShareTable
          caption={`${title}: by model`}
          heading="Model"
          rows={models.map(({ model, ...row }) => ({ name: model, ...row }))}
          subject={looksAt}
        />
      )}
      {languages.length > 1 && (
        <Disclosure summary="By language">
          <ShareTable
            caption={`${title}: by language`}
            heading="Language"
            rows={languages.map(({ language, ...row }) => ({
              name: languageName(language ?? "und"),
              ...row,
            }))}
            subject={looksAt}
          />
        </Disclosure>
      )}
    </div>
  );
}

function touched({ looksAt, comparisons }: DetectorView, poolSize: number): string {
  const share = formatShare(comparisons / poolSize, 1);
  if (looksAt === "comparison") return `, ${share} of the pool`;
  return `, in ${countOf(comparisons, "comparison")} (${share} of the pool)`;
}

interface ShareRow {
  name: string;
  findings: number;
  of: number;
}

function ShareTable(props: { caption: string; heading: string; rows: ShareRow[]; subject: string }) {
  const { caption, heading, rows, subject } = props;
  return (
    <Table caption={caption} className="max-h-80 overflow-y-auto [&_tbody_tr:last-child_td]:border-b-0">
      <thead>
        <tr>
          <Th>{heading}</Th>
          <Th numeric>Found</Th>
          <Th numeric>Of its {subject}s</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, findings, of }) => (
          <tr key={name}>
            <Td className="wrap-anywhere" dir="auto">
              {name}
            </Td>
            <Td numeric>{formatCount(findings)}</Td>
            <Td numeric>{formatShare(findings / of, 1)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
