import type { Metadata } from "next";
import { serverWords } from "@/app/_messages/server-words";
import { LanguageSwitch } from "@/app/_ui/language-switch";
import { Notice } from "@/app/_ui/notice";
import { PlainPage } from "@/app/_ui/plain-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await serverWords("arrive.signIn");
  return { title: t("pageTitle") };
}

const problems = ["expired", "revoked", "unknown"] as const;

interface Props {
  searchParams: Promise<{ problem?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const [{ problem }, t] = await Promise.all([searchParams, serverWords("arrive.signIn")]);
  const known = problems.find((name) => name === problem);
  return (
    <PlainPage title={t("title")} end={<LanguageSwitch />}>
      {known && (
        <Notice tone="warn" title={t(`${known}.title`)}>
          {t(`${known}.help`)}
        </Notice>
      )}
      <p>{t("text")}</p>
      <p className="text-sm text-muted">
        {t.rich("operator", {
          code: (command) => (
            <code className="font-mono" dir="ltr">
              {command}
            </code>
          ),
        })}
      </p>
    </PlainPage>
  );
}
