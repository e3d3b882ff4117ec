"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { FileDrop } from "@/app/_ui/file-drop";
import { Notice } from "@/app/_ui/notice";
import { formatBytes, formatCount } from "@/app/_ui/number-words";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { Spinner } from "@/app/_ui/spinner";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { FilePreview } from "@/server/import/preview-file";
import { Formats } from "./formats";
import { ImportOutcome } from "./import-outcome";
import { Preview } from "./preview";
import { previewUpload, type UploadOutcome, type UploadProgress, uploadFile } from "./upload";

type Step =
  | { kind: "idle" }
  | { kind: "reading"; file: File }
  | { kind: "preview"; file: File; preview: FilePreview }
  | { kind: "sending"; file: File; progress: UploadProgress }
  | { kind: "outcome"; file: File; outcome: UploadOutcome }
  | { kind: "error"; message: string };

/** Takes a file: first a look at it, then the import, then what came of it. */
export function ImportFile({ campaignId }: { campaignId: string }) {
  const refresh = useRefresh();
  const [step, setStep] = useState<Step>({ kind: "idle" });
  const fail = (error: unknown) => setStep({ kind: "error", message: (error as Error).message });
  const look = async (file: File) => {
    setStep({ kind: "reading", file });
    await previewUpload(campaignId, file).then(
      (preview) => setStep({ kind: "preview", file, preview }),
      fail,
    );
  };
  const send = async (file: File, skipBad: boolean) => {
    const report = (progress: UploadProgress) => setStep({ kind: "sending", file, progress });
    report({ bytesRead: 0, rowsRead: 0 });
    await uploadFile({ campaignId, file, skipBad }, report).then(
      (outcome) => setStep({ kind: "outcome", file, outcome }),
      fail,
    );
    await refresh();
  };
  const isBusy = step.kind === "reading" || step.kind === "sending";
  return (
    <Section
      title="Import a file"
      description="Nothing is imported before you have seen how it is read, and a file is imported whole or not at all."
    >
      <div className="space-y-4">
        {!isBusy && step.kind !== "preview" && (
          <FileDrop
            label="Choose a file or drop it here"
            accept=".jsonl,.ndjson,.csv,application/jsonl,text/csv"
            hint={<Formats />}
            onFile={(file) => void look(file)}
          />
        )}
        {step.kind === "reading" && (
          <p role="status" className="flex items-center gap-2 text-sm">
            <Spinner /> Reading the beginning of {step.file.name}
          </p>
        )}
        {step.kind === "preview" && (
          <Preview
            {...step}
            onImport={(skipBad) => void send(step.file, skipBad)}
            onCancel={() => setStep({ kind: "idle" })}
          />
        )}
        {step.kind === "sending" && <Sending {...step} />}
        {step.kind === "outcome" && <ImportOutcome {...step} onSkipBad={() => void send(step.file, true)} />}
        {step.kind === "error" && (
          <Notice tone="error" action={<Button onClick={() => setStep({ kind: "idle" })}>Dismiss</Button>}>
            {step.message}
          </Notice>
        )}
      </div>
    </Section>
  );
}

function Sending({ file, progress: { bytesRead, rowsRead } }: { file: File; progress: UploadProgress }) {
  return (
    <div role="status" className="text-sm">
      <p className="mb-1.5 flex flex-wrap justify-between gap-x-4">
        <span className="font-medium wrap-anywhere">Importing {file.name}</span>
        <span className="text-muted tabular-nums">
          {formatBytes(bytesRead)} of {formatBytes(file.size)}, {formatCount(rowsRead)} rows
        </span>
      </p>
      <ProgressBar label={`Importing ${file.name}`} value={bytesRead} max={bytesRead > 0 ? file.size : 0} />
      <p className="mt-1.5 text-muted">Keep this page open until it is done.</p>
    </div>
  );
}
