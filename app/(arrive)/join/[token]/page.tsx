import type { Metadata } from "next";
import { serverWords } from "@/app/_messages/server-words";
import { ask } from "@/app/_trpc/server";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Notice } from "@/app/_ui/notice";
import { PlainPage } from "@/app/_ui/plain-page";
import { JoinForm } from "./join-form";
import { problemToTell } from "./problem-to-tell";

export async function generateMetadata(): Promise<Metadata> {
  const t = await serverWords("arrive.join");
  return { title: t("pageTitle") };
}

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where a link that anyone may join by opens: what it is about, and one button. Opening it joins nobody. */
export default async function JoinPage({ params, searchParams }: Props) {
  const [{ token }, { problem: told, ...query }, t] = await Promise.all([
    params,
    searchParams,
    serverWords("arrive.join"),
  ]);
  const { campaignName, personParameter, problem: found } = await ask((api) => api.join.describe({ token }));
  const parameters = Object.entries(query).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined || name === "name" ? [] : [[name, first] as const];
  });
  const isPanel = personParameter !== null;
  const isNobody = isPanel && !parameters.some(([name, value]) => name === personParameter && value.trim());
  const { problem, hasForm } = problemToTell({ told, found, isNobody, isPanel });
  return (
    <PlainPage title={t("title")} end={<LanguageSwitch />}>
      {problem && (
        <Notice tone="warn" title={t(`problems.${problem}.title`)}>
          {t(`problems.${problem}.help`)}
        </Notice>
      )}
      {campaignName !== null && <p>{t("campaign", { name: campaignName })}</p>}
      {hasForm && <JoinForm token={token} parameters={parameters} asksName={!isPanel} />}
    </PlainPage>
  );
}
