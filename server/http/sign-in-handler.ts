import { requestOrigin } from "../context";
import { getDatabase } from "../database";
import { getAuth } from "../session/auth";

/** Opens a session by personal link and goes to where the link leads; a link that does not work is explained. */
export async function signInHandler(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const auth = await getAuth(await getDatabase());
  const answer = await auth.api.signInWithPersonalLink({
    body: { token },
    headers: request.headers,
    returnHeaders: true,
  });
  const { problem, campaignId, role } = answer.response;
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  const path = problem ? `/sign-in?problem=${problem}` : startPage(role, campaignId);
  headers.set("location", new URL(path, requestOrigin(request.headers)).toString());
  return new Response(null, { status: 303, headers });
}

function startPage(role: "lead" | "annotator" | null, campaignId: string | null): string {
  const start = role === "lead" ? "/campaigns" : "/judge";
  return campaignId ? `${start}/${campaignId}` : start;
}
