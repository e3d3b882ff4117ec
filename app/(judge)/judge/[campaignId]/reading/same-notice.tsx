import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import type { Decision } from "@/server/judgment/schemas";

export interface TieOffer {
  outcomes: "four" | "three";
  disabled: boolean;
  onDecide: (decision: Decision) => void;
}

const ties = { four: ["both_good", "both_bad"], three: ["tie"] } as const;

/** Says that there is nothing to compare, and offers what can be said of two completions that are the same. */
export function SameNotice({ offer }: { offer: TieOffer | undefined }) {
  const t = useTranslations("read");
  const choices = useTranslations("decide.choices");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-accent bg-accent-soft px-4 py-2">
      <p role="status" className="font-medium text-accent-strong">
        {t("same")}
      </p>
      {offer && (
        <div className="flex flex-wrap gap-2">
          {ties[offer.outcomes].map((decision) => (
            <Button
              key={decision}
              size="small"
              disabled={offer.disabled}
              className="disabled:opacity-100!"
              onClick={() => offer.onDecide(decision)}
            >
              {choices(decision)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
