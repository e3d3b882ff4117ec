import { eq } from "drizzle-orm";
import type { VerbContext } from "../verb-context";
import type { Member } from "./require-member";
import type { ChooseLanguagesInput } from "./schemas";

/** An annotator says which languages they read; only those are offered to them from then on. */
export async function chooseLanguages(
  { database }: VerbContext,
  member: Member,
  { languages }: ChooseLanguagesInput,
): Promise<void> {
  const chosen = [...new Set(languages)].sort();
  await database.transaction(async ({ orm, tables }) => {
    await orm.update(tables.member).set({ languages: chosen }).where(eq(tables.member.id, member.id));
  });
}
