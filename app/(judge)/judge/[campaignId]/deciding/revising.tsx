import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { Decision, JudgmentDetails, ReviewView, ReviseJudgmentInput } from "@/server/judgment/schemas";
import type { Desk } from "@/server/task/schemas";
import { newClientKey } from "../client-key";
import { Comparison } from "../comparison";
import { useSettled } from "../use-settled";
import { useVisibleTime } from "../use-visible-time";
import { DecisionChoices } from "./decision-choices";
import { DetailsPanel } from "./details-panel";
import { keyCommand } from "./key-command";
import { isDialogOpen, isForTheScrolled } from "./key-guards";
import { useKeyMap } from "./key-map";
import { isAsked, saidOf } from "./use-details";

// Named here, since the schemas would bring their parser into the page's script.
const decisions: readonly Decision[] = ["left", "right", "both_good", "both_bad", "tie"];

interface Props {
  campaignId: string;
  taskId: string;
  desk: Desk;
  /** It was changed, or left as it is. */
  onEnd: (wasChanged: boolean) => void;
}

/** One of one's own judgments, to be looked at again and changed; it takes the place of what is judged. */
export function Revising({ campaignId, taskId, desk, onEnd }: Props) {
  const t = useTranslations("decide.mine");
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  const { data, error } = useQuery(
    trpc.judgment.review.queryOptions({ campaignId, taskId }, { staleTime: 0, gcTime: 0 }),
  );
  const start = useRef<HTMLElement>(null);
  // After the list that this was opened from has given the focus back to what opened it.
  useEffect(() => queueMicrotask(() => start.current?.focus({ preventScroll: true })), []);
  return (
    <>
      <main
        ref={start}
        tabIndex={-1}
        id="content"
        className="mx-auto flex w-full max-w-7xl flex-1 flex-col gap-3 px-3 py-3 sm:px-4 sm:py-4"
      >
        {error ? <Notice tone="error">{errorWords(error)}</Notice> : <Comparison task={data?.task} />}
      </main>
      <section
        aria-label={t("title")}
        className="sticky bottom-0 z-20 border-t border-line bg-page px-3 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:px-4"
      >
        {data ? (
          <Decide campaignId={campaignId} review={data} desk={desk} onEnd={onEnd} />
        ) : (
          <Button onClick={() => onEnd(false)}>{t("leave")}</Button>
        )}
      </section>
    </>
  );
}

function Decide({
  campaignId,
  review,
  desk,
  onEnd,
}: Pick<Props, "campaignId" | "desk" | "onEnd"> & { review: ReviewView }) {
  const t = useTranslations("decide.mine");
  const choices = useTranslations("decide.choices");
  const errorWords = useErrorWords();
  const trpc = useTRPC();
  const keys = useKeyMap();
  const { taskId } = review.task;
  const readVisibleTime = useVisibleTime(taskId);
  const [pending, setPending] = useState<Decision>();
  const [details, setDetails] = useState<JudgmentDetails>(review.details);
  /** What was sent last, sent again as it was where no answer came. */
  const sent = useRef<ReviseJudgmentInput>(undefined);
  const isSettled = useSettled(taskId);
  const revise = useMutation(trpc.judgment.revise.mutationOptions({ onSuccess: () => onEnd(true) }));
  const save = (decision: Decision) => {
    if (revise.isPending || !isSettled) return;
    const said = saidOf(decision, details);
    const isSame = sent.current?.decision === decision && isEqual(sent.current.details, said);
    if (!isSame || !sent.current) {
      const clientKey = newClientKey();
      sent.current = {
        campaignId,
        taskId,
        decision,
        details: said,
        durationMs: readVisibleTime(),
        clientKey,
      };
    }
    revise.mutate(sent.current);
  };
  const decide = (decision: Decision) =>
    isAsked(desk.asks, decision) ? setPending(decision) : save(decision);
  useHotkeys("*", (event) => {
    if (isDialogOpen() || isForTheScrolled(event)) return;
    if (event.key === "Escape") return pending ? undefined : onEnd(false);
    const command = keyCommand(event, desk.outcomes, keys);
    if (!isDecision(command)) return;
    event.preventDefault();
    decide(command);
  });
  return (
    <>
      {revise.error && <Notice tone="error">{errorWords(revise.error)}</Notice>}
      {pending && (
        <DetailsPanel
          asks={desk.asks}
          decision={pending}
          details={details}
          onSay={(part) => setDetails((before) => ({ ...before, ...part }))}
          onSave={() => save(pending)}
          onCancel={() => setPending(undefined)}
        />
      )}
      <p className="mx-auto mb-2 max-w-7xl text-sm text-muted">
        {t("before", { decision: choices(review.decision) })}
      </p>
      <div className="mx-auto flex max-w-7xl flex-col gap-2 md:flex-row md:items-center md:gap-4">
        <DecisionChoices
          outcomes={desk.outcomes}
          disabled={revise.isPending || !isSettled}
          sent={pending ?? review.decision}
          onDecide={decide}
        />
        <Button look="quiet" size="small" onClick={() => onEnd(false)}>
          {t("leave")}
        </Button>
      </div>
    </>
  );
}

function isEqual(one: JudgmentDetails | undefined, other: JudgmentDetails | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isDecision(command: string | undefined): command is Decision {
  return decisions.some((decision) => decision === command);
}
