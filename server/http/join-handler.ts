import { systemClock } from "../clock";
import { requestOrigin } from "../context";
import { getDatabase } from "../database";
import { joinCampaign } from "../join/join-campaign";

/** The largest form that anyone who joins can mean to send. */
const mostBytes = 20_000;

/** Adds whoever sent the form of a join link to its campaign and signs them in by a personal link; or shows the form again. */
export async function joinHandler(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  const origin = requestOrigin(request.headers);
  const text = await request.text();
  const form = new URLSearchParams(text.length > mostBytes ? "" : text);
  const name = (form.get("name") ?? "").slice(0, 100);
  form.delete("name");
  const parameters = Object.fromEntries(form);
  const joined = await joinCampaign(
    { database: await getDatabase(), clock: systemClock },
    { token, name, parameters },
  );
  const again = new URL(`/join/${encodeURIComponent(token)}`, origin);
  for (const [key, value] of form) again.searchParams.set(key, value);
  if ("problem" in joined) again.searchParams.set("problem", joined.problem);
  const location = "token" in joined ? new URL(`/l/${joined.token}`, origin) : again;
  const headers = {
    location: location.toString(),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  };
  return new Response(null, { status: 303, headers });
}
