import { systemClock } from "../clock";
import { requestOrigin } from "../context";
import { getDatabase } from "../database";
import { joinCampaign } from "../join/join-campaign";
import { JoinInput, type JoinProblem } from "../join/schemas";
import { clientAddress } from "./client-address";

/** The largest form that anyone who joins can mean to send. */
const mostBytes = 20_000;

/** Adds whoever sent the form of a join link to its campaign and signs them in by a personal link; or shows the form again. */
export async function joinHandler(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const origin = requestOrigin(request.headers);
  const again = new URL(`/join/${encodeURIComponent(token)}`, origin);
  const saysTooLarge = Number(request.headers.get("content-length") ?? 0) > mostBytes;
  const text = saysTooLarge ? "" : await request.text();
  const isTooLarge = saysTooLarge || text.length > mostBytes;
  const form = new URLSearchParams(isTooLarge ? "" : text);
  const name = (form.get("name") ?? "").slice(0, 100);
  form.delete("name");
  const input = JoinInput.safeParse({ token, name, parameters: Object.fromEntries(form) });
  if (isTooLarge || !input.success) {
    again.searchParams.set("problem", "too_long" satisfies JoinProblem);
    return seeOther(again);
  }
  const context = { database: await getDatabase(), clock: systemClock };
  const joined = await joinCampaign(context, input.data, clientAddress(request.headers));
  for (const [key, value] of form) again.searchParams.set(key, value);
  if ("problem" in joined) again.searchParams.set("problem", joined.problem);
  return seeOther("token" in joined ? new URL(`/l/${joined.token}`, origin) : again);
}

function seeOther(location: URL): Response {
  const headers = {
    location: location.toString(),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  };
  return new Response(null, { status: 303, headers });
}
