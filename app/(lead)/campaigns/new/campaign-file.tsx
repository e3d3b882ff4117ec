"use client";

import { useState } from "react";
import { Disclosure } from "@/app/_ui/disclosure";
import { FileDrop } from "@/app/_ui/file-drop";
import { Notice } from "@/app/_ui/notice";
import { type ReadSettings, readCampaignFile } from "@/app/(lead)/_campaign/settings-draft";
import type { CampaignSettings } from "@/server/campaign/schemas";

/** Fills the form from a campaign file, the same that the command line takes. */
export function CampaignFile({ onSettings }: { onSettings: (settings: Partial<CampaignSettings>) => void }) {
  const [read, setRead] = useState<ReadSettings & { fileName: string }>();
  const take = async (file: File) => {
    const outcome = readCampaignFile(await file.text());
    setRead({ ...outcome, fileName: file.name });
    onSettings(outcome.settings);
  };
  return (
    <div className="space-y-3">
      <Disclosure summary="Fill in from a campaign file">
        <FileDrop
          label="Choose or drop a campaign file"
          accept=".json,application/json"
          hint={
            <>
              The JSON that <code className="font-mono">npx tiebreak campaign create</code> takes. It is read
              here and fills the form.
            </>
          }
          onFile={(file) => void take(file)}
        />
      </Disclosure>
      {read && <Outcome {...read} />}
    </div>
  );
}

function Outcome({ fileName, settings, problems }: ReadSettings & { fileName: string }) {
  const filled = Object.keys(settings);
  return (
    <Notice
      announce
      tone={problems.length > 0 ? "warn" : "ok"}
      title={problems.length > 0 ? `Not everything in ${fileName} can be used` : `${fileName} was read`}
    >
      {problems.length > 0 && (
        <ul className="list-disc ps-5">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <p>{filled.length > 0 ? `Filled in: ${filled.join(", ")}.` : "Nothing was filled in."}</p>
    </Notice>
  );
}
