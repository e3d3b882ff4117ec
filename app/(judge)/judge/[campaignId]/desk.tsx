"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Skeleton } from "@/app/_ui/skeleton";
import type { Desk as DeskData } from "@/server/task/schemas";
import { ChooseLanguages } from "./choose-languages";
import { DeskHeader, type DeskPerson } from "./desk-header";
import { DeskStep } from "./desk-step";
import { FirstGuidelines } from "./first-guidelines";
import { Judging } from "./judging";
import { useStored, writeStored } from "./stored-text";
import { textFingerprint } from "./text-fingerprint";

interface Props extends DeskPerson {
  campaignId: string;
  desk: DeskData;
  userId: string;
}

/** The annotator's page: first what they must know and say, then one comparison after the other. */
export function Desk({ campaignId, desk, userId, ...person }: Props) {
  const t = useTranslations("desk");
  const [languages, setLanguages] = useState(desk.chosenLanguages);
  // Several people may share a device.
  const memory = `${campaignId}-${userId}`;
  const seenKey = `tiebreak-guidelines-${memory}`;
  const seen = useStored(seenKey);
  const fingerprint = textFingerprint(desk.guidelines);
  const hasSeen = seen === fingerprint || desk.guidelines.trim() === "";
  const header = <DeskHeader campaignName={desk.campaignName} {...person} />;

  if (desk.languages.length > 0 && languages === null) {
    return (
      <DeskStep header={header} title={t("languages.question")}>
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
      <DeskStep header={header} title={t("oneMoment")}>
        <Skeleton className="h-24 w-full" />
      </DeskStep>
    );
  }
  if (!hasSeen) {
    return (
      <DeskStep header={header} title={t("start.title")}>
        <FirstGuidelines guidelines={desk.guidelines} onRead={() => writeStored(seenKey, fingerprint)} />
      </DeskStep>
    );
  }
  return (
    <Judging
      campaignId={campaignId}
      desk={desk}
      memory={memory}
      person={person}
      languages={languages}
      onLanguages={setLanguages}
    />
  );
}
