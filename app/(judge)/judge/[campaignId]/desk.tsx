"use client";

import { useState } from "react";
import { Skeleton } from "@/app/_ui/skeleton";
import type { Theme } from "@/app/_ui/theme";
import type { Desk as DeskData } from "@/server/task/schemas";
import { ChooseLanguages } from "./choose-languages";
import { DeskHeader } from "./desk-header";
import { DeskStep } from "./desk-step";
import { FirstGuidelines } from "./first-guidelines";
import { Judging } from "./judging";
import { useStored, writeStored } from "./stored-text";
import { textFingerprint } from "./text-fingerprint";

interface Props {
  campaignId: string;
  desk: DeskData;
  userName: string;
  hasOtherCampaigns: boolean;
  theme: Theme;
}

/** The annotator's page: first what they must know and say, then one comparison after the other. */
export function Desk({ campaignId, desk, ...person }: Props) {
  const [languages, setLanguages] = useState(desk.chosenLanguages);
  const seenKey = `tiebreak-guidelines-${campaignId}`;
  const seen = useStored(seenKey);
  const fingerprint = textFingerprint(desk.guidelines);
  const hasSeen = seen === fingerprint || desk.guidelines.trim() === "";
  const header = <DeskHeader campaignName={desk.campaignName} {...person} />;

  if (desk.languages.length > 0 && languages === null) {
    return (
      <DeskStep header={header} title="Which languages do you read well?">
        <ChooseLanguages
          campaignId={campaignId}
          offered={desk.languages}
          chosen={[]}
          onChosen={setLanguages}
        />
      </DeskStep>
    );
  }
  if (!hasSeen && seen === undefined) {
    return (
      <DeskStep header={header} title="One moment">
        <Skeleton className="h-24 w-full" />
      </DeskStep>
    );
  }
  if (!hasSeen) {
    return (
      <DeskStep header={header} title="Before you start">
        <FirstGuidelines guidelines={desk.guidelines} onRead={() => writeStored(seenKey, fingerprint)} />
      </DeskStep>
    );
  }
  return (
    <Judging
      campaignId={campaignId}
      desk={desk}
      person={person}
      languages={languages}
      onLanguages={setLanguages}
    />
  );
}
