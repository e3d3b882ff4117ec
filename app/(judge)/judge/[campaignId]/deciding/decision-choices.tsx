import { useTranslations } from "use-intl/react";
import { useDirection } from "@/app/_messages/use-direction";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import type { Decision } from "@/server/judgment/schemas";
import { KeyCap } from "./key-list";
import { useKeyMap } from "./key-map";

interface Props {
  outcomes: "four" | "three";
  disabled: boolean;
  /** The decision on its way to the server. */
  sent: Decision | undefined;
  onDecide: (decision: Decision) => void;
  className?: string | undefined;
}

const choices: Record<Props["outcomes"], Decision[]> = {
  four: ["left", "both_good", "both_bad", "right"],
  three: ["left", "tie", "right"],
};

/** On phones left and right share the first row, under the thumbs. */
const places: Record<Decision, string> = {
  left: "order-1 md:order-none",
  right: "order-2 md:order-none",
  both_good: "order-3 md:order-none",
  both_bad: "order-4 md:order-none",
  tie: "order-3 col-span-2 md:order-none md:col-span-1",
};

/** The decisions, always in the same place: left is left on the screen in every language; none is drawn more tempting than another. */
export function DecisionChoices({ outcomes, disabled, sent, onDecide, className }: Props) {
  const t = useTranslations("decide");
  const direction = useDirection();
  const keys = useKeyMap();
  return (
    <fieldset
      dir="ltr"
      className={classNames(
        // Side by side with what else can be done where the words of the language leave room, else above it.
        "grid min-w-0 grid-cols-2 gap-2 md:flex-auto",
        outcomes === "four"
          ? "md:grid-cols-[repeat(4,minmax(max-content,1fr))]"
          : "md:grid-cols-[repeat(3,minmax(max-content,1fr))]",
      )}
    >
      <legend className="sr-only">{t("question")}</legend>
      {choices[outcomes].map((decision) => (
        <Button
          key={decision}
          size="large"
          dir={direction}
          disabled={disabled}
          onClick={() => onDecide(decision)}
          className={classNames(
            places[decision],
            "max-md:px-2 max-md:leading-tight max-md:whitespace-normal",
            className,
            sent === decision && "border-accent! bg-accent-soft! text-accent-strong! disabled:opacity-100!",
          )}
        >
          {t(`choices.${decision}`)}
          <KeyCap name={keys[decision][0] as string} />
        </Button>
      ))}
    </fieldset>
  );
}
