import { toString as renderQr } from "qrcode";
import { inviteMember } from "../../member/invite-member";
import { InviteMemberInput } from "../../member/schemas";
import type { InviteOptions } from "../commands/invite";
import { UsageError } from "../failures";
import { linkOrigin } from "../origin";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

/** Adds a person to a campaign and prints their link. */
export async function invite(
  idOrName: string,
  { url, qr, json, language, ...person }: InviteOptions,
): Promise<void> {
  await withCampaign(idOrName, async (context, { id, name: campaign }) => {
    const input = InviteMemberInput.safeParse({ campaignId: id, languages: language, ...person });
    if (!input.success) throw new UsageError(input.error.issues.map(({ message }) => message).join(" "));
    const { name, role } = input.data;
    const { memberId, token } = await inviteMember(context, input.data);
    const link = `${linkOrigin(url)}/l/${token}`;
    if (json) return printJson({ memberId, campaignId: id, name, role, link });
    print(
      `${name} is ${role === "lead" ? "a lead" : "an annotator"} of "${campaign}". Their link, shown this once:\n\n  ${link}`,
    );
    if (qr) print(`\n${await qrCode(link)}`);
  });
}

/** On a terminal in its own black and white, so that it can be scanned whatever the terminal's colours are. */
function qrCode(link: string): Promise<string> {
  if (process.stdout.isTTY) return renderQr(link, { type: "terminal", small: true });
  return renderQr(link, { type: "utf8" });
}
