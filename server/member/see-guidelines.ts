import { eq, sql } from "drizzle-orm";
import type { VerbContext } from "../verb-context";
import type { Member } from "./require-member";
import type { SeeGuidelinesInput } from "./schemas";

/** Somebody says that they have read the guidelines of this version; an older one than they have read changes nothing. */
export async function seeGuidelines(
  { database }: VerbContext,
  member: Pick<Member, "id">,
  { version }: SeeGuidelinesInput,
): Promise<void> {
  await database.transaction(async ({ orm, tables: { member: people, campaign } }) => {
    const newest = sql`(select ${campaign.guidelinesVersion} from ${campaign} where ${campaign.id} = ${people.campaignId})`;
    const seen = sql`case when ${version} > ${newest} then ${newest} else ${version} end`;
    await orm
      .update(people)
      .set({
        guidelinesSeen: sql`case when coalesce(${people.guidelinesSeen}, 0) > ${seen} then ${people.guidelinesSeen} else ${seen} end`,
      })
      .where(eq(people.id, member.id));
  });
}
