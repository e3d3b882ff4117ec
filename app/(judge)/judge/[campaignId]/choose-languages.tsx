"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { languageName } from "@/app/_ui/language-name";
import { Notice } from "@/app/_ui/notice";

interface Props {
  campaignId: string;
  offered: string[];
  chosen: string[];
  onChosen: (languages: string[]) => void;
}

/** The languages in which a person is given comparisons. */
export function ChooseLanguages({ campaignId, offered, chosen, onChosen }: Props) {
  const t = useTranslations("desk.languages");
  const common = useTranslations("common");
  const locale = useLocale();
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  const [languages, setLanguages] = useState(chosen);
  const choose = useMutation(
    trpc.member.chooseLanguages.mutationOptions({ onSuccess: () => onChosen(languages) }),
  );
  const toggle = (language: string, isOn: boolean) =>
    setLanguages((before) => (isOn ? [...before, language] : before.filter((other) => other !== language)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate({ campaignId, languages });
      }}
    >
      <p className="mb-5 text-muted">{t("help")}</p>
      <fieldset className="grid gap-1 sm:grid-cols-2">
        <legend className="sr-only">{t("legend")}</legend>
        {offered.map((language) => (
          <Checkbox
            key={language}
            label={<span suppressHydrationWarning>{languageName(language, locale)}</span>}
            checked={languages.includes(language)}
            onChange={(event) => toggle(language, event.target.checked)}
            className="rounded-md p-2 hover:bg-sunken"
          />
        ))}
      </fieldset>
      {choose.isError && (
        <div className="mt-4">
          <Notice tone="error">{errorWords(choose.error)}</Notice>
        </div>
      )}
      <Button
        type="submit"
        look="primary"
        size="large"
        className="mt-6 w-full sm:w-auto"
        busy={choose.isPending}
        disabled={languages.length === 0}
      >
        {common("continue")}
      </Button>
    </form>
  );
}
