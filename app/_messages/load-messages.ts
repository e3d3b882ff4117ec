import "server-only";
import { cache } from "react";
import { type CompiledMessages, compileMessages, type MessageTree } from "./compile-messages";
import en from "./en.json";
import type { Language } from "./languages";

/** A language's messages, ready to be filled in; in English where one is not translated yet. */
export const loadMessages = cache(async (language: Language): Promise<CompiledMessages> => {
  if (language === "en") return compileMessages(en);
  const { default: own } = (await import(`./${language}.json`)) as { default: MessageTree };
  return compileMessages(en, own);
});
