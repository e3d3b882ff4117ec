import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { languageName } from "@/app/_ui/language-name";
import { formatCount, formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { TimeAgo } from "@/app/_ui/time-ago";
import type { MemberView } from "@/server/member/schemas";

interface Props {
  people: MemberView[];
  isRouted: boolean;
  onManage: (memberId: string) => void;
}

export function PeopleTable({ people, isRouted, onManage }: Props) {
  const hasGold = people.some(({ gold }) => gold.answers > 0);
  return (
    <Table caption="People in this campaign" className="[&_tbody_tr:last-child_td]:border-b-0">
      <thead>
        <tr>
          <Th>Name</Th>
          {isRouted && <Th>Languages</Th>}
          <Th numeric>Judgments</Th>
          <Th numeric>Skips</Th>
          {hasGold && (
            <Th numeric title="Right answers to comparisons with a known outcome">
              Known right
            </Th>
          )}
          <Th numeric title="Comparisons that they have before them now">
            Holding
          </Th>
          <Th>Last seen</Th>
          <Th>Sign-in link</Th>
          <Th className="sticky end-0 bg-surface">
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} {...{ person, isRouted, hasGold, onManage }} />
        ))}
      </tbody>
    </Table>
  );
}

interface RowProps {
  person: MemberView;
  isRouted: boolean;
  hasGold: boolean;
  onManage: (memberId: string) => void;
}

function PersonRow({ person, isRouted, hasGold, onManage }: RowProps) {
  const { id, name, role, languages, judgments, skips, holding, lastSeenAt, removedAt } = person;
  const isRemoved = removedAt !== null;
  const isLead = role === "lead";
  return (
    <tr className={isRemoved ? "text-muted" : undefined}>
      <Td className="min-w-36">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className={isRemoved ? "line-through" : "font-medium"} dir="auto">
            {name}
          </span>
          {isRemoved && <Badge>Removed</Badge>}
          {isLead && <Badge tone="accent">Lead</Badge>}
          {!isRemoved && person.stoppedAt !== null && <Badge tone="danger">Stopped by the gold rule</Badge>}
          {!isRemoved && person.stoppedAt === null && person.gold.fallsShort && (
            <Badge tone="warn">Below the gold rule</Badge>
          )}
        </span>
      </Td>
      {isRouted && (
        <Td className="min-w-32">
          {isLead ? "" : (languages?.map((code) => languageName(code)).join(", ") ?? "Any")}
        </Td>
      )}
      <Td numeric>{isLead ? "" : formatCount(judgments)}</Td>
      <Td numeric>{isLead ? "" : formatCount(skips)}</Td>
      {hasGold && (
        <Td numeric title={`${person.gold.right} of ${person.gold.answers}`}>
          {isLead
            ? ""
            : formatShare(person.gold.answers > 0 ? person.gold.right / person.gold.answers : null)}
        </Td>
      )}
      <Td numeric>{isLead ? "" : formatCount(holding)}</Td>
      <Td>
        {lastSeenAt !== null && <TimeAgo at={lastSeenAt} />}
        {lastSeenAt === null && !isLead && <span className="text-muted">Never</span>}
      </Td>
      <Td className="whitespace-nowrap">
        <LinkState person={person} />
      </Td>
      <Td numeric className="sticky end-0 bg-surface">
        <Button
          size="small"
          look="quiet"
          className="-my-1.5"
          aria-label={`Manage ${name}`}
          onClick={() => onManage(id)}
        >
          Manage…
        </Button>
      </Td>
    </tr>
  );
}

/** Whether the person can sign in, in a few words. */
export function LinkState({ person: { link, removedAt } }: { person: MemberView }) {
  if (removedAt !== null) return <span className="text-muted">None</span>;
  if (!link) return <span className="text-muted">None</span>;
  return (
    <>
      {link.lastUsedAt === null ? "Not opened yet" : "Opened"}
      <span className="text-muted">
        , expires <TimeAgo at={link.expiresAt} />
      </span>
    </>
  );
}
