import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { Kbd } from "@/app/_ui/kbd";
import type { Decision } from "@/server/judgment/schemas";

interface Props {
  outcomes: "four" | "three";
  disabled: boolean;
  /** The decision on its way to the server. */
  sent: Decision | undefined;
  onDecide: (decision: Decision) => void;
  className?: string | undefined;
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

/** The decisions, always in the same place; none is drawn more tempting than another. */
export function DecisionChoices({ outcomes, disabled, sent, onDecide, className }: Props) {
  return (
    <fieldset
      className={classNames(
        "grid min-w-0 grid-cols-2 gap-2 md:flex-1",
        outcomes === "four" ? "md:grid-cols-4" : "md:grid-cols-3",
      )}
    >
      <legend className="sr-only">Which completion is better?</legend>
      {choices[outcomes].map(({ decision, title, keyName }) => (
        <Button
          key={decision}
          size="large"
          disabled={disabled}
          onClick={() => onDecide(decision)}
          className={classNames(
            places[decision],
            className,
            sent === decision && "border-accent! bg-accent-soft! text-accent-strong! disabled:opacity-100!",
          )}
        >
          {title}
          <Kbd>{keyName}</Kbd>
        </Button>
      ))}
    </fieldset>
  );
}
