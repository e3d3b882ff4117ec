"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Disclosure } from "@/app/_ui/disclosure";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { FileLink } from "./file-link";

/** Chosen and rejected completions as a file, from a margin and a number of judgments on. */
export function PreferencePairs({ campaignId }: { campaignId: string }) {
  const [margin, setMargin] = useState("0");
  const [judgments, setJudgments] = useState("1");
  const minimumMargin = numberOf(margin, (n) => n >= 0 && n <= 1);
  const minimumJudgments = numberOf(judgments, (n) => Number.isInteger(n) && n >= 1 && n <= 1_000);
  const isValid = minimumMargin !== undefined && minimumJudgments !== undefined;
  const query = isValid ? `?minimum-margin=${minimumMargin}&minimum-judgments=${minimumJudgments}` : "";
  const files = `/api/campaigns/${campaignId}/preferences`;
  return (
    <Disclosure summary="Preference pairs for training" className="mt-4 border-t border-line pt-3">
      <div className="space-y-3 text-sm">
        <p className="max-w-prose text-muted">
          Prompt, chosen and rejected completion of every comparison that people did not leave even. The pairs
          are not a random sample of the set: where models differ much was judged first. The column{" "}
          <code>weight</code> puts that right.
        </p>
        <div className="grid gap-4 sm:max-w-lg sm:grid-cols-2">
          <Field
            label="Least margin"
            hint="Wins minus losses, over judgments."
            error={minimumMargin === undefined ? "A number from 0 to 1." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={margin}
                onChange={({ target }) => setMargin(target.value)}
              />
            )}
          </Field>
          <Field
            label="Least judgments"
            hint="Of one comparison, extra ones included."
            error={minimumJudgments === undefined ? "A whole number from 1." : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={judgments}
                onChange={({ target }) => setJudgments(target.value)}
              />
            )}
          </Field>
        </div>
        {isValid && (
          <>
            <Count campaignId={campaignId} filter={{ minimumMargin, minimumJudgments }} key={query} />
            <p>
              <FileLink href={`${files}.jsonl${query}`}>JSON Lines</FileLink>,{" "}
              <FileLink href={`${files}.parquet${query}`}>Parquet</FileLink>
            </p>
          </>
        )}
      </div>
    </Disclosure>
  );
}

/** How many there are, when asked: every judgment is read for it. */
function Count({
  campaignId,
  filter,
}: {
  campaignId: string;
  filter: { minimumMargin: number; minimumJudgments: number };
}) {
  const trpc = useTRPC();
  const counted = useQuery({
    ...trpc.report.preferences.queryOptions({ campaignId, ...filter }),
    enabled: false,
  });
  const said = counted.data?.note ?? (counted.isError ? counted.error.message : "");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="small" onClick={() => void counted.refetch()} disabled={counted.isFetching}>
        Count them
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}

function numberOf(text: string, isAllowed: (n: number) => boolean): number | undefined {
  const n = text.trim() === "" ? Number.NaN : Number(text);
  return isAllowed(n) ? n : undefined;
}
