"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Desk as DeskData } from "@/server/task/schemas";
import { Background } from "./arriving/background";
import { ChooseLanguages } from "./choose-languages";
import { DeskHeader, type DeskPerson } from "./desk-header";
import { DeskStep } from "./desk-step";
import { GuidelinesStep } from "./flow/guidelines-step";
import { useGuidelines } from "./flow/use-guidelines";
import { Judging } from "./judging";
import { useFocusKept } from "./use-focus-kept";

interface Props extends DeskPerson {
  campaignId: string;
  desk: DeskData;
  userId: string;
}

/** The annotator's page: first what they must know and say, then one comparison after the other. */
export function Desk({ campaignId, desk, userId, ...person }: Props) {
  const t = useTranslations("desk");
  const flow = useTranslations("flow");
  const arrive = useTranslations("arrive");
  const [languages, setLanguages] = useState(desk.chosenLanguages);
  const [background, setBackground] = useState(desk.background);
  // Several people may share a device.
  const memory = `${campaignId}-${userId}`;
  const guidelines = useGuidelines(campaignId, desk);
  useFocusKept();
  const header = <DeskHeader campaignName={desk.campaignName} {...person} />;

  if (background) {
    return (
      <DeskStep header={header} title={arrive("background.title")}>
        <Background
          campaignId={campaignId}
          form={background}
          offered={desk.languages}
          onAnswered={(chosen) => {
            setBackground(null);
            if (chosen) setLanguages(chosen);
          }}
        />
      </DeskStep>
    );
  }
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
  if (guidelines.mustRead) {
    const isChange = desk.guidelinesSeen !== null;
    return (
      <DeskStep header={header} title={isChange ? flow("guidelines.title") : t("start.title")}>
        <GuidelinesStep desk={desk} onRead={() => guidelines.read()} />
      </DeskStep>
    );
  }
  return (
    <Judging
      campaignId={campaignId}
      desk={desk}
      guidelines={guidelines}
      userId={userId}
      memory={memory}
      person={person}
      languages={languages}
      onLanguages={setLanguages}
    />
  );
}
