import { useTranslations } from "use-intl/react";
import { Kbd } from "@/app/_ui/kbd";

const shared = [
  { does: "skip", keys: ["X"] },
  { does: "flag", keys: ["F"] },
  { does: "undo", keys: ["Z", "backspace"] },
  { does: "guidelines", keys: ["G"] },
  { does: "marks", keys: ["V"] },
  { does: "reading", keys: ["T"] },
  { does: "list", keys: ["?"] },
  { does: "close", keys: ["escape"] },
  { does: "scroll", keys: ["↑", "↓", "space"] },
] as const;

const decisions = {
  four: [
    { does: "left", keys: ["←", "A"] },
    { does: "right", keys: ["→", "D"] },
    { does: "both_good", keys: ["W"] },
    { does: "both_bad", keys: ["S"] },
  ],
  three: [
    { does: "left", keys: ["←", "A"] },
    { does: "right", keys: ["→", "D"] },
    { does: "tie", keys: ["S"] },
  ],
} as const;

/** Every key of the desk. */
export function KeyList({ outcomes }: { outcomes: "four" | "three" }) {
  const t = useTranslations("decide.keys");
  const nameOf = (key: string) =>
    key === "backspace" || key === "escape" || key === "space" ? t(`names.${key}`) : key;
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
      {[...decisions[outcomes], ...shared].map(({ does, keys }) => (
        <div key={does} className="contents">
          <dt className="flex gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{nameOf(key)}</Kbd>
            ))}
          </dt>
          <dd>{t(does)}</dd>
        </div>
      ))}
    </dl>
  );
}
