import { useTranslations } from "use-intl/react";
import { classNames } from "@/app/_ui/class-names";
import { Kbd } from "@/app/_ui/kbd";
import type { ReadingSettings } from "./reading-settings";
import type { Marking } from "./use-shown";

interface Props {
  reading: ReadingSettings;
  onChange: (change: Partial<ReadingSettings>) => void;
  marking: Marking;
  /** Paragraphs that both have and that are worth folding. */
  shared: number;
}

/** How the two completions of this comparison are laid beside each other; over the completions, when they are long. */
export function CompareBar({ reading, onChange, marking, shared }: Props) {
  const t = useTranslations("read");
  return (
    <div className="-my-1 flex flex-wrap items-center gap-x-1 gap-y-1 text-sm text-muted">
      <Toggle isOn={reading.marks} onToggle={(marks) => onChange({ marks })}>
        {t("marks")} <Kbd>V</Kbd>
      </Toggle>
      <Toggle
        isOn={reading.together}
        onToggle={(together) => onChange({ together })}
        className="max-md:hidden"
      >
        {t("together")}
      </Toggle>
      {shared > 0 && (
        <Toggle isOn={reading.fold} onToggle={(fold) => onChange({ fold })}>
          {t("foldIdentical", { count: shared })}
        </Toggle>
      )}
      <p role="status" className="ms-auto">
        {marking !== "off" && t(`marking.${marking}`)}
      </p>
    </div>
  );
}

interface ToggleProps {
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  className?: string;
  children: React.ReactNode;
}

function Toggle({ isOn, onToggle, className, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onToggle(!isOn)}
      className={classNames(
        "inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-md px-2.5 hover:bg-sunken hover:text-ink",
        isOn && "bg-accent-soft text-accent-strong underline underline-offset-4",
        className,
      )}
    >
      {children}
    </button>
  );
}
