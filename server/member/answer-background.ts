import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { BackgroundForm } from "@/db/schema/campaign";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import type { Member } from "./require-member";
import type { AnswerBackgroundInput } from "./schemas";

/**
 * Keeps what an annotator answers before their first comparison; the languages also decide what they are given, where the
 * campaign routes by language.
 *
 * @throws TiebreakError `invalid_input` where a required answer is missing or is none of the choices.
 */
export async function answerBackground(
  { database }: VerbContext,
  member: Member,
  { answers, languages }: AnswerBackgroundInput,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { background: form } = await getCampaignRow(tx, member.campaignId);
    if (!form) throw new TiebreakError("wrong_state", "This campaign asks nothing beforehand.");
    const kept = checkAnswers(form, answers);
    const chosen = form.languages && languages ? [...new Set(languages)].sort() : undefined;
    if (form.languages && (chosen?.length ?? 0) === 0)
      throw new TiebreakError("invalid_input", "Choose the languages that you read.");
    const background = { ...kept, ...(chosen && { languages: chosen.join(", ") }) };
    await tx.orm
      .update(tx.tables.member)
      .set({ background, ...(chosen && { languages: chosen }) })
      .where(eq(tx.tables.member.id, member.id));
  });
}

function checkAnswers(form: BackgroundForm, answers: Record<string, string>): Record<string, string> {
  const kept = form.questions.flatMap(({ id, label, choices, required }) => {
    const answer = answers[id] ?? "";
    if (answer === "" && required) throw new TiebreakError("invalid_input", `Answer “${label}”.`);
    if (answer !== "" && choices && !choices.includes(answer))
      throw new TiebreakError("invalid_input", `“${label}” has no such answer.`);
    return answer === "" ? [] : [[id, answer]];
  });
  return Object.fromEntries(kept);
}

/** The form that a member has still to answer; null where there is none or it was answered, and for leads. */
export async function openForm(
  { orm, tables: { member: table } }: Connection,
  member: Member,
  form: BackgroundForm | null,
): Promise<BackgroundForm | null> {
  if (!form || member.role === "lead") return null;
  const rows = await orm.select({ background: table.background }).from(table).where(eq(table.id, member.id));
  return rows[0]?.background === null ? form : null;
}
