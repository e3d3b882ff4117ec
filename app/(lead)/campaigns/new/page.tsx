import type { Metadata } from "next";
import { PageTitle } from "@/app/_ui/page-title";
import { NewCampaign } from "./new-campaign";

export const metadata: Metadata = { title: "New campaign" };

export default function NewCampaignPage() {
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle
        title="New campaign"
        description="Nothing here is final: until launch every setting can change. Data comes next, then the order."
      />
      <NewCampaign />
    </div>
  );
}
