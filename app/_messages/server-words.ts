import "server-only";
import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import { formatLocale } from "./languages";
import { loadMessages } from "./load-messages";
import { readLanguage } from "./read-language";

/**
 * What `useTranslations` is in the browser, for server components and titles of pages.
 * @example const t = await serverWords("arrive"); t("campaigns.title")
 */
export async function serverWords<N extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(namespace: N) {
  const language = await readLanguage();
  const messages = (await loadMessages(language)) as unknown as Messages;
  return createTranslator<Messages, N>({ locale: formatLocale(language), messages, namespace });
}
