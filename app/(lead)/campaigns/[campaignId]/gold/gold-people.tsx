"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { Notice } from "@/app/_ui/notice";
import { formatShare } from "@/app/_ui/number-words";
import { Table, Td, Th } from "@/app/_ui/table";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { CampaignView } from "@/server/campaign/campaign-view";
import type { GoldPerson } from "@/server/gold/schemas";

interface Props {
  people: readonly GoldPerson[];
  campaign: CampaignView;
  hasPractice: boolean;
}

/** How each annotator did with what is known; nothing before anyone has answered. */
export function GoldPeople({ people, campaign, hasPractice }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const goOn = useMutation(trpc.member.letGoOn.mutationOptions({ onSuccess: refresh }));
  const hasAnswers = people.some(({ gold, practice }) => gold.answers + practice.answers > 0);
  if (!hasAnswers) return null;
  return (
    <Section
      id="people"
      title="People"
      description="A few answers say little: of ten, eight right may be anything from 49 to 94 %. Look at what was missed before anyone is told."
    >
      <Table caption="Right answers by annotator">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th numeric>Gold</Th>
            {hasPractice && <Th numeric>Practice</Th>}
            <Th>State</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.memberId}>
              <Td className="min-w-32 font-medium">
                <span dir="auto">{person.name}</span>
              </Td>
              <Td numeric>{rightOf(person.gold)}</Td>
              {hasPractice && <Td numeric>{rightOf(person.practice)}</Td>}
              <Td>
                <State person={person} hasPractice={hasPractice} />
              </Td>
              <Td numeric>
                {(person.stoppedAt !== null || person.fallsShort) && (
                  <Button
                    size="small"
                    className="-my-1"
                    busy={goOn.isPending && goOn.variables?.memberId === person.memberId}
                    onClick={() => goOn.mutate({ campaignId: campaign.id, memberId: person.memberId })}
                  >
                    {person.stoppedAt === null ? "Count anew" : "Let go on"}
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {goOn.error && <Notice tone="error">{errorMessage(goOn.error)}</Notice>}
    </Section>
  );
}

function State({ person, hasPractice }: { person: GoldPerson; hasPractice: boolean }) {
  if (person.stoppedAt !== null) return <Badge tone="danger">Stopped by the rule</Badge>;
  if (person.fallsShort) return <Badge tone="warn">Below the rule</Badge>;
  if (hasPractice && person.practice.practicedAt === null) return <Badge>Not practised yet</Badge>;
  return null;
}

function rightOf({ answers, right }: { answers: number; right: number }): string {
  return answers === 0 ? "–" : `${formatShare(right / answers)}, ${right} of ${answers}`;
}
