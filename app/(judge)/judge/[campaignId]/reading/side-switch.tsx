import { useTranslations } from "use-intl/react";
import { classNames } from "@/app/_ui/class-names";

interface Props {
  inSight: "left" | "right";
  onShow: (side: "left" | "right") => void;
}

/** On a phone: which completion is in sight, and the other by a touch; swiping does the same. */
export function SideSwitch({ inSight, onShow }: Props) {
  const t = useTranslations("read");
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
          onClick={() => onShow(side)}
          className={classNames(
            "min-h-9 rounded-md text-sm font-medium",
            inSight === side ? "bg-accent-soft text-accent-strong" : "text-muted hover:bg-sunken",
          )}
        >
          {t(side)}
        </button>
      ))}
    </div>
  );
}
