import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJoinLink } from "../join/create-join-link";
import { revokeJoinLink } from "../join/revoke-join-link";
import { withDatabase } from "../testing/signed-in";
import { createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { joinHandler } from "./join-handler";

describe.each(dialects)("the form of a link on %s", (dialect) => {
  let test: TestDatabase;
  let campaign: TestCampaign;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    campaign = await createTestCampaign(test);
  });
  afterEach(() => test.drop());

  /** Where the browser is sent after sending the form. */
  async function post(token: string, form: Record<string, string>): Promise<URL> {
    const request = new Request(`http://127.0.0.1/api/join/${token}`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    const params = Promise.resolve({ token });
    const answer = await withDatabase(test.database, () => joinHandler(request, { params }));
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get("location") as string);
  }

  it("signs in whoever joins, and goes back with the reason where nobody does", async () => {
    const { campaignId, lead } = campaign;
    const { token, joinLinkId } = await createJoinLink(lead.context, { campaignId, name: "Board" });
    expect((await post(token, { name: "Ann" })).pathname).toMatch(/^\/l\//);
    const long = await post(token, { name: "Ann", source: "x".repeat(400) });
    expect([long.pathname, long.search]).toEqual([`/join/${token}`, "?problem=too_long"]);
    expect((await post(token, { name: "Ann", source: "x".repeat(30_000) })).search).toBe("?problem=too_long");
    await revokeJoinLink(lead.context, { campaignId, joinLinkId });
    const revoked = await post(token, { name: "Ann", source: "mail" });
    expect([revoked.pathname, revoked.search]).toEqual([`/join/${token}`, "?source=mail&problem=revoked"]);
  });
});
