"use client";

import { Button } from "./_ui/button";
import { LinkButton } from "./_ui/link-button";
import { PlainPage } from "./_ui/plain-page";

/** What a page that failed turns into. The log has the same digest beside the cause. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PlainPage title="This page could not be shown">
      <p>
        Something failed while it was made. Everything that was saved is still saved. Try again; if it keeps
        happening, tell the person who runs this installation
        {error.digest ? (
          <>
            {" "}
            and give them this code: <code className="font-mono">{error.digest}</code>
          </>
        ) : null}
        .
      </p>
      <div className="flex gap-2">
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
        <LinkButton href="/">Start page</LinkButton>
      </div>
    </PlainPage>
  );
}
