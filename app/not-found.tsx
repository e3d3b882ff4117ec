import type { Metadata } from "next";
import { serverWords } from "./_messages/server-words";
import { buttonClasses } from "./_ui/button-classes";
import { PlainLink } from "./_ui/plain-link";
import { PlainPage } from "./_ui/plain-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await serverWords("arrive.notFound");
  return { title: t("pageTitle") };
}

export default async function NotFound() {
  const t = await serverWords("arrive.notFound");
  return (
    <PlainPage title={t("title")}>
      <p>{t("text")}</p>
      <PlainLink href="/" className={buttonClasses({})}>
        {t("link")}
      </PlainLink>
    </PlainPage>
  );
}
