"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Markdown } from "@/app/_ui/markdown";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import type { TaskView } from "@/server/task/schemas";
import { earlierTurns } from "./reading/earlier-turns";

/** Above this many characters a prompt can be folded away, and instructions and earlier turns are. */
const longPrompt = 900;
const longBefore = 500;

/** What both models were given: the system prompt and earlier turns where there are any, and the prompt, always in sight. */
export function PromptPanel({ task }: { task: TaskView }) {
  const t = useTranslations("read");
  const [isOpen, setOpen] = useState(true);
  const { before, last } = earlierTurns(task.turns ?? [], task.prompt);
  const isConversation = task.system !== null || before.length > 0;
  return (
    <section aria-label={t("prompt")} className="rounded-lg bg-sunken px-4 pt-2 pb-3">
      <header className="flex min-h-8 items-center justify-between gap-3">
        <h2 className="text-sm text-muted">{t("prompt")}</h2>
        {last.content.length > longPrompt && (
          <Button
            look="quiet"
            size="small"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="-me-2 text-muted"
          >
            {isOpen ? t("fold") : t("unfold")}
          </Button>
        )}
      </header>
      <ScrollFrame className="space-y-3 md:max-h-[38dvh] md:overflow-y-auto">
        {task.system && (
          <Before title={t("roles.system")} length={task.system.length}>
            <Turn by={t("roles.system")} isNamed={task.system.length <= longBefore}>
              <Markdown text={task.system} className="prose-measure" />
            </Turn>
          </Before>
        )}
        {before.length > 0 && (
          <Before
            title={t("earlier", { count: before.length })}
            length={before.reduce((sum, { content }) => sum + content.length, 0)}
          >
            <ol className="space-y-3">
              {before.map((turn, at) => (
                // biome-ignore lint: turns never move
                <li key={at}>
                  <NamedTurn turn={turn} />
                </li>
              ))}
            </ol>
          </Before>
        )}
        <div className={isOpen ? undefined : "line-clamp-2"}>
          {isConversation ? (
            <NamedTurn turn={last} />
          ) : (
            <Markdown text={last.content} className="prose-measure" />
          )}
        </div>
      </ScrollFrame>
    </section>
  );
}

/** What came before the last turn: folded to one line where it is long, and not even rendered then. */
function Before({ title, length, children }: { title: string; length: number; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (length <= longBefore) return children;
  return (
    <div className="space-y-2">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="-my-1 flex min-h-8 cursor-pointer items-center gap-1.5 text-sm font-medium text-muted hover:text-ink"
      >
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          className={`size-4 shrink-0 ${isOpen ? "rotate-90" : "rtl:-scale-x-100"}`}
          aria-hidden="true"
        >
          <path d="m6 3.5 4.5 4.5L6 12.5" />
        </svg>
        {title}
      </button>
      {isOpen && children}
    </div>
  );
}

const roles = ["user", "assistant", "system"] as const;

function NamedTurn({ turn: { role, content } }: { turn: { role: string; content: string } }) {
  const t = useTranslations("read.roles");
  const known = roles.find((name) => name === role);
  return (
    <Turn by={known ? t(known) : role}>
      <Markdown text={content} className="prose-measure" />
    </Turn>
  );
}

function Turn({ by, isNamed = true, children }: { by: string; isNamed?: boolean; children: ReactNode }) {
  return (
    <div className="border-s-2 border-line-strong ps-3">
      {isNamed && <p className="text-sm font-medium text-muted">{by}</p>}
      {children}
    </div>
  );
}
