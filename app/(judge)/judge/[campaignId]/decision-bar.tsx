import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { FlagIcon, SkipIcon, UndoIcon } from "@/app/_ui/icons";
import { Kbd } from "@/app/_ui/kbd";
import type { Decision } from "@/server/judgment/schemas";
import type { DeskAction } from "./desk-action";
import type { Command } from "./key-command";

interface Props {
  outcomes: "four" | "three";
  hasTask: boolean;
  canUndo: boolean;
  sending: DeskAction | undefined;
  onCommand: (command: Command) => void;
  children: ReactNode;
}

const choices: Record<Props["outcomes"], { decision: Decision; title: string; keyName: string }[]> = {
  four: [
    { decision: "left", title: "Left", keyName: "←" },
    { decision: "both_good", title: "Both good", keyName: "W" },
    { decision: "both_bad", title: "Both bad", keyName: "S" },
    { decision: "right", title: "Right", keyName: "→" },
  ],
  three: [
    { decision: "left", title: "Left", keyName: "←" },
    { decision: "tie", title: "Tie", keyName: "S" },
    { decision: "right", title: "Right", keyName: "→" },
  ],
};

/** On phones left and right share the first row, under the thumbs. */
const places: Record<Decision, string> = {
  left: "order-1 md:order-none",
  right: "order-2 md:order-none",
  both_good: "order-3 md:order-none",
  both_bad: "order-4 md:order-none",
  tie: "order-3 col-span-2 md:order-none md:col-span-1",
};

/** The decisions, always in the same place at the foot of the window; none is drawn more tempting than another. */
export function DecisionBar({ outcomes, hasTask, canUndo, sending, onCommand, children }: Props) {
  const isBusy = sending !== undefined;
  const sent = sending?.kind === "judge" ? sending.input.decision : undefined;
  const offered = choices[outcomes];
  return (
    <footer className="sticky bottom-0 z-20 border-t border-line bg-page px-3 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:px-4">
      {children}
      <div className="mx-auto flex max-w-7xl flex-col gap-2 md:flex-row md:items-center md:gap-4">
        <fieldset
          className={classNames(
            "grid min-w-0 grid-cols-2 gap-2 md:flex-1",
            offered.length === 4 ? "md:grid-cols-4" : "md:grid-cols-3",
          )}
        >
          <legend className="sr-only">Which completion is better?</legend>
          {offered.map(({ decision, title, keyName }) => (
            <Button
              key={decision}
              size="large"
              disabled={!hasTask || isBusy}
              onClick={() => onCommand(decision)}
              className={classNames(
                places[decision],
                sent === decision && "border-accent bg-accent-soft text-accent-strong disabled:opacity-100",
              )}
            >
              {title}
              <Kbd>{keyName}</Kbd>
            </Button>
          ))}
        </fieldset>
        <div className="flex items-center justify-between gap-1 md:justify-end">
          <Button look="quiet" size="small" disabled={!canUndo || isBusy} onClick={() => onCommand("undo")}>
            <UndoIcon /> Undo <Kbd>Z</Kbd>
          </Button>
          <Button look="quiet" size="small" disabled={!hasTask || isBusy} onClick={() => onCommand("skip")}>
            <SkipIcon /> Skip <Kbd>X</Kbd>
          </Button>
          <Button look="quiet" size="small" disabled={!hasTask || isBusy} onClick={() => onCommand("flag")}>
            <FlagIcon /> Flag <Kbd>F</Kbd>
          </Button>
          <Button
            look="quiet"
            size="small"
            onClick={() => onCommand("keys")}
            aria-label="Keys"
            className="pointer-coarse:hidden"
          >
            <Kbd>?</Kbd>
          </Button>
        </div>
      </div>
    </footer>
  );
}
