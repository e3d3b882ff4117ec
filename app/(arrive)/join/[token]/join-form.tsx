"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

interface Props {
  token: string;
  /** What the link's address carried, sent back with the form. */
  parameters: readonly (readonly [string, string])[];
  asksName: boolean;
}

/** One button, and a name where nothing else says who it is. It works before the page's script is there. */
export function JoinForm({ token, parameters, asksName }: Props) {
  const t = useTranslations("arrive.join");
  return (
    <form method="post" action={`/api/join/${encodeURIComponent(token)}`} className="space-y-5">
      {parameters.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asksName && (
        <Field label={t("name")} hint={t("nameHint")}>
          {(control) => (
            <Input {...control} name="name" required maxLength={100} autoComplete="name" dir="auto" />
          )}
        </Field>
      )}
      <Button type="submit" look="primary" size="large" className="w-full sm:w-auto">
        {t("begin")}
      </Button>
    </form>
  );
}
