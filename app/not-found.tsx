import type { Metadata } from "next";
import { LinkButton } from "./_ui/link-button";
import { PlainPage } from "./_ui/plain-page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <PlainPage title="There is nothing here">
      <p>The address may be mistyped, or it belongs to a campaign that you are not part of.</p>
      <LinkButton href="/">Go to your campaigns</LinkButton>
    </PlainPage>
  );
}
