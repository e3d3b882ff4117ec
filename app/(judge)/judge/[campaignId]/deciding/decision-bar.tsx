import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { FlagIcon, SkipIcon, SwapIcon, UndoIcon } from "@/app/_ui/icons";
import type { Decision } from "@/server/judgment/schemas";
import { showOtherSide } from "../reading/use-side-in-sight";
import type { DeskPhase } from "../use-judging";
import { DecisionChoices } from "./decision-choices";
import { KeyCap } from "./key-list";
import { type Command, useKeyMap } from "./key-map";

interface Props {
  outcomes: "four" | "three";
  phase: DeskPhase;
  canUndo: boolean;
  /** The decision that waits for what is asked beside it. */
  chosen: Decision | undefined;
  onCommand: (command: Command) => void;
  children: ReactNode;
}

/** On a phone the sign stands over the word, so that a row has room for long words. */
const thumbSized =
  "pointer-coarse:min-h-11 max-md:pointer-coarse:flex-col max-md:pointer-coarse:gap-0.5 max-md:pointer-coarse:px-1.5 max-md:pointer-coarse:text-xs";

/** What can be done, at the foot of the window; while there is nothing to judge, only taking back. */
export function DecisionBar({ outcomes, phase, canUndo, chosen, onCommand, children }: Props) {
  const t = useTranslations("decide");
  const keys = useKeyMap();
  const isIdle = phase !== "task";
  const isWaiting = phase === "waiting";
  // So short that greying out would only flicker.
  const steady = phase === "settling" ? "disabled:opacity-100!" : undefined;
  return (
    <section
      aria-label={t("region")}
      className="sticky bottom-0 z-20 border-t border-line bg-page px-3 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] sm:px-4"
    >
      {children}
      <div className="mx-auto flex max-w-7xl flex-col gap-2 md:min-h-11 md:flex-row md:flex-wrap md:items-center md:gap-x-4">
        {!isWaiting && (
          <DecisionChoices
            outcomes={outcomes}
            disabled={isIdle}
            className={steady}
            sent={chosen}
            onDecide={onCommand}
          />
        )}
        <div
          className={`flex flex-wrap items-center gap-1 ${isWaiting ? "mx-auto" : "justify-between md:ms-auto md:justify-end"}`}
        >
          <Button
            look="quiet"
            size="small"
            disabled={!canUndo}
            className={thumbSized}
            onClick={() => onCommand("undo")}
          >
            <UndoIcon /> {isWaiting ? t("undoLast") : t("undo")} <KeyCap name={keys.undo[0] as string} />
          </Button>
          {!isWaiting && (
            <>
              <Button
                look="quiet"
                size="small"
                aria-label={t("other")}
                disabled={isIdle}
                className={classNames("min-w-11 md:hidden", thumbSized, steady)}
                onClick={showOtherSide}
              >
                <SwapIcon />
              </Button>
              <Button
                look="quiet"
                size="small"
                disabled={isIdle}
                className={classNames(thumbSized, steady)}
                onClick={() => onCommand("skip")}
              >
                <SkipIcon /> {t("skip")} <KeyCap name={keys.skip[0] as string} />
              </Button>
              <Button
                look="quiet"
                size="small"
                disabled={isIdle}
                className={classNames(thumbSized, steady)}
                onClick={() => onCommand("flag")}
              >
                <FlagIcon /> {t("flag")} <KeyCap name={keys.flag[0] as string} />
              </Button>
            </>
          )}
          <Button
            look="quiet"
            size="small"
            onClick={() => onCommand("keys")}
            aria-label={t("keys.title")}
            className="pointer-coarse:hidden"
          >
            <KeyCap name={keys.keys[0] as string} />
          </Button>
        </div>
      </div>
    </section>
  );
}
