import { Spinner } from "@/app/_ui/spinner";
import type { NextTask } from "@/server/task/schemas";

const titles = {
  not_launched: "Not started yet",
  paused: "Taking a break",
  closed: "This campaign is closed",
  all_done: "Everything is judged",
  stopped: "Nothing is left to judge",
  others_must_finish: "You are ahead of the others",
  nothing_in_your_languages: "Nothing in your languages",
};

const watched = new Set<keyof typeof titles>(["not_launched", "paused", "others_must_finish"]);

/** Why there is nothing to judge just now, and whether to stay. */
export function Waiting({ shown }: { shown: Extract<NextTask, { kind: "waiting" }> }) {
  return (
    <div className="m-auto max-w-md py-10 text-center">
      <h2 className="text-xl">{titles[shown.reason]}</h2>
      <p className="mt-2 text-muted">{shown.message}</p>
      {watched.has(shown.reason) && (
        <p className="mt-6 inline-flex items-center gap-2 text-sm text-muted">
          <Spinner /> This page looks again by itself.
        </p>
      )}
      {shown.mine.judgments > 0 && (
        <p className="mt-6 text-sm text-muted">
          You have judged {shown.mine.judgments} {shown.mine.judgments === 1 ? "comparison" : "comparisons"}{" "}
          in this campaign.
        </p>
      )}
    </div>
  );
}
