import { useTranslations } from "use-intl/react";
import { classNames } from "@/app/_ui/class-names";
import { useStored } from "../stored-text";
import { knowsTheWay } from "./use-side-in-sight";

interface Props {
  inSight: "left" | "right";
  /** undefined: there is nothing to show yet. */
  onShow?: (side: "left" | "right") => void;
}

/** On a phone: which completion is in sight, and the other by a touch; swiping does the same, as whoever is new is told. */
export function SideSwitch({ inSight, onShow }: Props) {
  const t = useTranslations("read");
  const isNew = useStored(knowsTheWay) === null;
  return (
    <div
      role="group"
      aria-label={t("sides")}
      dir="ltr"
      className="sticky top-0 z-10 -mx-3 grid grid-cols-2 gap-1 border-b border-line bg-page px-3 py-1.5 md:hidden"
    >
      {(["left", "right"] as const).map((side) => (
        <button
          key={side}
          type="button"
          aria-pressed={inSight === side}
          disabled={!onShow}
          onClick={() => onShow?.(side)}
          className={classNames(
            "min-h-9 rounded-md text-sm font-medium",
            inSight === side ? "bg-accent-soft text-accent-strong" : "text-muted hover:bg-sunken",
          )}
        >
          {inSight !== side && side === "left" && <span aria-hidden="true">← </span>}
          {t(side)}
          {inSight !== side && side === "right" && <span aria-hidden="true"> →</span>}
        </button>
      ))}
      {isNew && (
        <p className="col-span-2 text-center text-sm text-muted" dir="auto">
          {t("swipe")}
        </p>
      )}
    </div>
  );
}
