"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { FileDrop } from "@/app/_ui/file-drop";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";

/** Adds the known comparisons of a file: all of them, or with a bad row none. */
export function ImportGold({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const add = useMutation(trpc.gold.import.mutationOptions({ onSuccess: refresh }));
  const take = async (file: File) => add.mutate({ campaignId, fileName: file.name, text: await file.text() });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Gold from a file"
      actions={
        <Button look={add.isSuccess ? "primary" : "secondary"} onClick={onClose}>
          {add.isSuccess ? "Done" : "Cancel"}
        </Button>
      }
    >
      <div className="space-y-4 text-sm">
        <p>
          JSON Lines or CSV. Each row has <code>prompt</code>, <code>completion_a</code>,{" "}
          <code>completion_b</code> and <code>accepted</code>: <code>a</code>, <code>b</code>,{" "}
          <code>tie</code>, <code>both_good</code> or <code>both_bad</code>, several with a bar between them.
          It may have <code>use</code> (<code>gold</code> or <code>practice</code>), <code>explanation</code>,{" "}
          <code>language</code>, <code>system</code> and <code>turns</code>.
        </p>
        <FileDrop
          label={add.isPending ? "Reading…" : "Drop a file here"}
          accept=".jsonl,.csv,.json"
          disabled={add.isPending}
          onFile={(file) => void take(file)}
        />
        {add.error && <Notice tone="error">{errorMessage(add.error)}</Notice>}
        {add.data && (
          <Notice tone="ok" announce>
            Added {countOf(add.data.gold, "gold comparison")} and {add.data.practice} to practice.
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
