"use client";

import { useId } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Kbd } from "@/app/_ui/kbd";
import type { Theme } from "@/app/_ui/theme";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { pressedKey } from "../deciding/key-command";
import { readingKeys } from "./reading-keys";
import { lineWidths, textSizes } from "./reading-settings";
import { useReading } from "./use-reading";

const panelId = "reading-panel";

/** The button "Aa" and what it opens: how this person reads, kept in this browser. */
export function ReadingPanel({ theme }: { theme: Theme }) {
  const t = useTranslations("read.panel");
  const words = useTranslations("read");
  const common = useTranslations("common");
  const [reading, change] = useReading();
  useHotkeys("*", (event) => {
    const letter =
      event.ctrlKey || event.altKey || event.metaKey || event.repeat ? undefined : pressedKey(event);
    const does = letter === "v" || letter === "t" ? readingKeys[letter] : undefined;
    if (!does || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (does === "marks") change({ marks: !reading.marks });
    else document.getElementById(panelId)?.togglePopover();
  });
  return (
    <>
      <button
        type="button"
        popoverTarget={panelId}
        aria-label={t("title")}
        className="min-h-8 cursor-pointer rounded-md px-2 font-medium hover:bg-sunken sm:px-2.5"
      >
        <span aria-hidden="true">Aa</span>
      </button>
      <div
        id={panelId}
        popover="auto"
        role="dialog"
        aria-label={t("title")}
        tabIndex={-1}
        // The browser gives the focus back to where it was.
        onToggle={({ newState, currentTarget }) => newState === "open" && currentTarget.focus()}
        className="inset-auto end-2 top-12 m-0 w-72 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-surface p-4 text-ink shadow-lg outline-none"
      >
        <div className="space-y-3 text-sm">
          <TextSize size={reading.size} onChange={(size) => change({ size })} />
          <LineWidth width={reading.width} onChange={(width) => change({ width })} />
          <div className="flex items-center justify-between gap-2">
            <span aria-hidden="true">{common("colours.label")}</span>
            <ThemeSwitch initial={theme} />
          </div>
          <div className="space-y-2.5 border-t border-line pt-3">
            <Checkbox
              label={
                <>
                  {words("marks")} <Kbd>V</Kbd>
                </>
              }
              checked={reading.marks}
              onChange={({ target }) => change({ marks: target.checked })}
            />
            <Checkbox
              label={t("fold")}
              checked={reading.fold}
              onChange={({ target }) => change({ fold: target.checked })}
            />
            <Checkbox
              label={words("together")}
              checked={reading.together}
              onChange={({ target }) => change({ together: target.checked })}
              className="max-md:hidden"
            />
            <Checkbox
              label={t("counts")}
              checked={reading.counts}
              onChange={({ target }) => change({ counts: target.checked })}
            />
          </div>
        </div>
      </div>
    </>
  );
}

function TextSize({ size, onChange }: { size: number; onChange: (size: number) => void }) {
  const t = useTranslations("read.panel");
  const percent = textSizes[size] ?? 100;
  return (
    <div className="flex items-center justify-between gap-2">
      <span>{t("size")}</span>
      <div className="flex items-center gap-1">
        <Button
          size="small"
          aria-label={t("smaller")}
          disabled={size === 0}
          onClick={() => onChange(size - 1)}
        >
          <span aria-hidden="true" className="text-xs">
            A−
          </span>
        </Button>
        <output className="w-12 text-center tabular-nums">{percent} %</output>
        <Button
          size="small"
          aria-label={t("larger")}
          disabled={size === textSizes.length - 1}
          onClick={() => onChange(size + 1)}
        >
          <span aria-hidden="true" className="text-base">
            A+
          </span>
        </Button>
      </div>
    </div>
  );
}

type Width = (typeof lineWidths)[number];

function LineWidth({ width, onChange }: { width: Width; onChange: (width: Width) => void }) {
  const t = useTranslations("read.panel");
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1">{t("width")}</legend>
      <div className="grid grid-cols-3 gap-1">
        {lineWidths.map((one) => (
          <label
            key={one}
            className="flex min-h-8 cursor-pointer items-center justify-center rounded-md border border-line-strong px-1 text-center has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-strong has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              checked={one === width}
              onChange={() => onChange(one)}
              className="sr-only"
            />
            {t(`widths.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
