import { Disclosure } from "@/app/_ui/disclosure";
import { languageName } from "@/app/_ui/language-name";
import { formatCount, formatDecimal } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import type { AgreementGroup, AgreementMeasure, PeopleView } from "@/server/report/people/view";
import { formatBounds, formatRate } from "../rate-words";

/** Every measure of agreement: on the control sample first, which is to be quoted, then on more. */
export function AgreementTable({
  people: { control, controlReason, all, slices, extra },
}: {
  people: PeopleView;
}) {
  if (all.overlapping === 0) return null;
  const groups = [
    ...(control ? [{ title: "Control sample", group: control }] : []),
    { title: "All that was judged", group: all },
    ...(extra && extra.judgments > 0 ? [{ title: "With extra judgments", group: extra.agreement }] : []),
  ];
  const parts = slices.map((group) => ({
    title: group.by === "language" ? languageName(group.value) : group.value,
    group,
  }));
  return (
    <div>
      <Groups caption="How far annotators agree" groups={groups} />
      <p className="mt-2 max-w-prose text-sm text-muted">
        {control
          ? "Quote the control sample: it is a random part of the set, while the order brings forward what people agree on more easily."
          : controlReason}{" "}
        α and κ are 0 where people agree no more than chance would; κ is{" "}
        {all.kappa.kind === "cohen" ? "Cohen’s, of two annotators" : "Fleiss’"}.
        {extra &&
          extra.judgments > 0 &&
          " Extra judgments were asked for only where people had disagreed, which shifts the last row: quote one above it."}
      </p>
      {parts.length > 0 && (
        <Disclosure summary="By language and category" className="mt-2">
          <Groups caption="How far annotators agree, by language and category" groups={parts} />
        </Disclosure>
      )}
    </div>
  );
}

function Groups({
  caption,
  groups,
}: {
  caption: string;
  groups: { title: string; group: AgreementGroup }[];
}) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Comparisons</Th>
          <Th numeric title="Judged by two people or more">
            Judged twice
          </Th>
          <Th numeric title="Krippendorff’s α: outcomes differ or not">
            α nominal
          </Th>
          <Th numeric title="Krippendorff’s α: a tie lies halfway between the models">
            α interval
          </Th>
          <Th numeric title="Pairs of judgments of one comparison that say the same">
            Same outcome
          </Th>
          <Th numeric title="Of the pairs that both prefer a model">
            Same model
          </Th>
          <Th numeric>κ</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ title, group }) => (
          <Row key={title} title={title} group={group} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ title, group }: { title: string; group: AgreementGroup }) {
  return (
    <tr>
      <Td className="min-w-36">{title}</Td>
      <Td numeric>{formatCount(group.overlapping)}</Td>
      <Coefficient measure={group.alphaNominal} />
      <Coefficient measure={group.alphaInterval} />
      <Share measure={group.percent} />
      <Share measure={group.percentDecisive} />
      <Coefficient measure={group.kappa} />
    </tr>
  );
}

function Coefficient({ measure: { value, lower, upper, reason } }: { measure: AgreementMeasure }) {
  return (
    <Td numeric className="whitespace-nowrap" title={reason ?? undefined}>
      {formatDecimal(value, 2)}
      {lower !== null && upper !== null && (
        <span className="block text-muted">
          {formatDecimal(lower, 2)} to {formatDecimal(upper, 2)}
        </span>
      )}
    </Td>
  );
}

function Share({ measure: { value, lower, upper, reason } }: { measure: AgreementMeasure }) {
  return (
    <Td numeric className="whitespace-nowrap" title={reason ?? undefined}>
      {formatRate(value)}
      {lower !== null && upper !== null && (
        <span className="block text-muted">{formatBounds({ lower, upper })}</span>
      )}
    </Td>
  );
}
