import type { Metadata } from "next";
import { Notice } from "@/app/_ui/notice";
import { PlainPage } from "@/app/_ui/plain-page";

export const metadata: Metadata = { title: "Sign in" };

const problems: Record<string, { title: string; help: string }> = {
  expired: {
    title: "This link has expired.",
    help: "Links work for 30 days. Ask the person who invited you for a new one; your judgments are kept.",
  },
  revoked: {
    title: "This link has been replaced.",
    help: "A newer link was made for you, or this one was withdrawn. Ask the person who invited you.",
  },
  unknown: {
    title: "This link is not known here.",
    help: "Check that the whole address was copied, from http to its last character, or ask for a new one.",
  },
};

interface Props {
  searchParams: Promise<{ problem?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { problem } = await searchParams;
  const known = typeof problem === "string" ? problems[problem] : undefined;
  return (
    <PlainPage title="Sign in with your personal link">
      {known && (
        <Notice tone="warn" title={known.title}>
          {known.help}
        </Notice>
      )}
      <p>
        There are no passwords here. Whoever invited you sent you a link of your own: open it in this browser
        and you are signed in. It works again on your other devices, so keep it, and keep it to yourself.
      </p>
      <p className="text-sm text-muted">
        You run this installation? <code className="font-mono">npx tiebreak invite --help</code> makes links
        on the command line.
      </p>
    </PlainPage>
  );
}
