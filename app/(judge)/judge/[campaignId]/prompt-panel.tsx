"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Markdown } from "@/app/_ui/markdown";
import { ScrollFrame } from "@/app/_ui/scroll-frame";
import type { TaskView } from "@/server/task/schemas";

/** Above this many characters a prompt can be folded away. */
const longPrompt = 900;

/** What both models were given: the system prompt and earlier turns where there are any, and the prompt. */
export function PromptPanel({ task }: { task: TaskView }) {
  const t = useTranslations("read");
  const [isOpen, setOpen] = useState(true);
  const turns = task.turns ?? [];
  const length = [task.prompt, task.system ?? "", ...turns.map(({ content }) => content)].join("").length;
  return (
    <section aria-label={t("prompt")} className="rounded-lg bg-sunken px-4 pt-2 pb-3">
      <header className="flex min-h-8 items-center justify-between gap-3">
        <h2 className="text-sm text-muted">{t("prompt")}</h2>
        {length > longPrompt && (
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
      <ScrollFrame className={`space-y-3 ${isOpen ? "md:max-h-[38dvh] md:overflow-y-auto" : "line-clamp-2"}`}>
        {task.system && (
          <Turn by={t("roles.system")}>
            <Markdown text={task.system} className="prose-measure" />
          </Turn>
        )}
        {turns.length > 0 ? (
          <Conversation turns={turns} prompt={task.prompt} />
        ) : (
          <Markdown text={task.prompt} className="prose-measure" />
        )}
      </ScrollFrame>
    </section>
  );
}

const roles = ["user", "assistant", "system"] as const;

/** The turns as imported; the prompt ends them where it is not their last one already. */
function Conversation({ turns, prompt }: { turns: { role: string; content: string }[]; prompt: string }) {
  const t = useTranslations("read.roles");
  const nameOf = (role: string) => {
    const known = roles.find((name) => name === role);
    return known ? t(known) : role;
  };
  const last = turns.at(-1);
  const all =
    last?.role === "user" && last.content.trim() === prompt.trim()
      ? turns
      : [...turns, { role: "user", content: prompt }];
  return (
    <ol className="space-y-3">
      {all.map(({ role, content }, at) => (
        // biome-ignore lint: turns never move
        <li key={at}>
          <Turn by={nameOf(role)}>
            <Markdown text={content} className="prose-measure" />
          </Turn>
        </li>
      ))}
    </ol>
  );
}

function Turn({ by, children }: { by: string; children: ReactNode }) {
  return (
    <div className="border-s-2 border-line-strong ps-3">
      <p className="text-sm font-medium text-muted">{by}</p>
      {children}
    </div>
  );
}
