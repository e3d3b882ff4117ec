"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { languageName } from "@/app/_ui/language-name";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import type { Desk } from "@/server/task/schemas";

type Form = NonNullable<Desk["background"]>;

interface Props {
  campaignId: string;
  form: Form;
  /** The languages to choose from; none: they are written. */
  offered: readonly string[];
  onAnswered: (languages: string[] | undefined) => void;
}

/** What the campaign's leads want to know of a person before they judge. */
export function Background({ campaignId, form, offered, onAnswered }: Props) {
  const t = useTranslations("arrive.background");
  const common = useTranslations("common");
  const locale = useLocale();
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [languages, setLanguages] = useState<string[]>([]);
  const answer = useMutation(
    trpc.member.answerBackground.mutationOptions({
      onSuccess: () => onAnswered(form.languages ? languages : undefined),
    }),
  );
  const say = (id: string, value: string) => setAnswers((before) => ({ ...before, [id]: value }));
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate({ campaignId, answers, languages: form.languages ? languages : undefined });
      }}
    >
      <p className="text-muted">{t("help")}</p>
      {form.languages && offered.length > 0 && (
        <fieldset className="grid gap-1 sm:grid-cols-2">
          <legend className="mb-1 text-sm font-medium">{t("languages")}</legend>
          {offered.map((language) => (
            <Checkbox
              key={language}
              label={languageName(language, locale)}
              checked={languages.includes(language)}
              onChange={({ target }) =>
                setLanguages((before) =>
                  target.checked ? [...before, language] : before.filter((other) => other !== language),
                )
              }
              className="rounded-md p-2 hover:bg-sunken"
            />
          ))}
        </fieldset>
      )}
      {form.languages && offered.length === 0 && (
        <Field label={t("languages")} hint={t("commas")}>
          {(control) => (
            <Input
              {...control}
              required
              dir="auto"
              maxLength={200}
              onChange={({ target }) => setLanguages(listOf(target.value))}
            />
          )}
        </Field>
      )}
      {form.questions.map(({ id, label, choices, required }) => (
        <Field key={id} label={label} optional={!required}>
          {(control) =>
            choices ? (
              <Select
                {...control}
                required={required}
                value={answers[id] ?? ""}
                onChange={({ target }) => say(id, target.value)}
              >
                <option value="">{t("choose")}</option>
                {choices.map((choice) => (
                  <option key={choice}>{choice}</option>
                ))}
              </Select>
            ) : (
              <Input
                {...control}
                required={required}
                dir="auto"
                maxLength={2_000}
                value={answers[id] ?? ""}
                onChange={({ target }) => say(id, target.value)}
              />
            )
          }
        </Field>
      ))}
      {answer.error && <Notice tone="error">{errorWords(answer.error)}</Notice>}
      <Button
        type="submit"
        look="primary"
        size="large"
        className="w-full sm:w-auto"
        busy={answer.isPending}
        disabled={form.languages && languages.length === 0}
      >
        {common("continue")}
      </Button>
    </form>
  );
}

/** What is written between commas of any script, 35 characters of each. */
function listOf(text: string): string[] {
  return text
    .split(/[,،、，;]/)
    .map((part) => part.trim().slice(0, 35))
    .filter((part) => part !== "");
}
