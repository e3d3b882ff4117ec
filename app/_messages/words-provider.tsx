"use client";

import type { ReactNode } from "react";
import { IntlErrorCode, type Messages } from "use-intl/core";
import { IntlProvider } from "use-intl/react";
import type { CompiledMessages } from "./compile-messages";

interface Props {
  locale: string;
  messages: CompiledMessages;
  children: ReactNode;
}

/** Gives the components below the words of one language: `useTranslations("desk")`. */
export function WordsProvider({ locale, messages, children }: Props) {
  return (
    <IntlProvider locale={locale} messages={messages as unknown as Messages} onError={onError}>
      {children}
    </IntlProvider>
  );
}

/** Times of day are told by the browser's own clock alone, so there is no time zone to miss. */
function onError(error: { code: string }): void {
  if (error.code !== IntlErrorCode.ENVIRONMENT_FALLBACK) console.error(error);
}
