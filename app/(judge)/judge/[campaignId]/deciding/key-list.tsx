import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { Kbd } from "@/app/_ui/kbd";
import { pressedKey } from "./key-command";
import { type Command, chooseKey, commandsOf, defaultKeys, resetKeys, useKeyMap, whyNotKey } from "./key-map";
import { keySign } from "./key-name";

type Outcomes = "four" | "three";

/** Keys that stay as they are. */
const fixed = [
  { does: "mine", keys: ["M"] },
  { does: "marks", keys: ["V"] },
  { does: "reading", keys: ["T"] },
  { does: "close", keys: ["escape"] },
  { does: "scroll", keys: ["↑", "↓", "space"] },
] as const;

/** Every key of the desk, those of the decisions to be changed. */
export function KeyList({ outcomes }: { outcomes: Outcomes }) {
  const t = useTranslations("decide.keys");
  const keys = useKeyMap();
  const [changing, setChanging] = useState<Command>();
  const [problem, setProblem] = useState<ReturnType<typeof whyNotKey>>();
  const change = (command: Command | undefined) => {
    setChanging(command);
    setProblem(undefined);
  };
  useNextKey(changing !== undefined, (key) => {
    if (changing === undefined) return;
    if (key === "Escape") return change(undefined);
    const why = whyNotKey(keys, changing, key);
    if (why) return setProblem(why);
    chooseKey(changing, key);
    change(undefined);
  });
  const isUsual = commandsOf(outcomes).every((command) => keys[command] === defaultKeys[command]);
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1.5 text-sm">
        {commandsOf(outcomes).map((command) => (
          <div key={command} className="contents">
            <dt className="flex gap-1">
              {changing === command ? (
                <span className="text-accent-strong">{t("press")}</span>
              ) : (
                keys[command].map((key) => <KeyCap key={key} name={key} />)
              )}
            </dt>
            <dd>{t(command === "keys" ? "list" : command)}</dd>
            <dd>
              <Button
                look="quiet"
                size="small"
                aria-label={t("changeOf", { does: t(command === "keys" ? "list" : command) })}
                onClick={() => change(changing === command ? undefined : command)}
              >
                {changing === command ? t("cancel") : t("change")}
              </Button>
            </dd>
          </div>
        ))}
        {fixed.map(({ does, keys: own }) => (
          <div key={does} className="contents">
            <dt className="flex min-h-8 items-center gap-1">
              {own.map((key) => (
                <Kbd key={key}>{key === "escape" || key === "space" ? t(`names.${key}`) : key}</Kbd>
              ))}
            </dt>
            <dd className="col-span-2">{t(does)}</dd>
          </div>
        ))}
      </dl>
      <p role="status" className="mt-3 min-h-5 text-sm text-danger">
        {problem === "reserved" && t("reserved")}
        {problem && problem !== "reserved" && t("taken", { does: t(problem === "keys" ? "list" : problem) })}
      </p>
      {!isUsual && (
        <Button size="small" onClick={resetKeys}>
          {t("reset")}
        </Button>
      )}
    </>
  );
}

/** A key as it is printed on a keyboard. */
export function KeyCap({ name }: { name: string }) {
  const t = useTranslations("decide.keys");
  return <Kbd>{name === "Backspace" ? t("names.backspace") : keySign(name)}</Kbd>;
}

/** Calls back with each key that is pressed while something waits for one, and keeps it from doing anything else. */
function useNextKey(isWaiting: boolean, onKey: (key: string) => void): void {
  useEffect(() => {
    if (!isWaiting) return;
    const listen = (event: KeyboardEvent) => {
      if (/^(?:Shift|Control|Alt|AltGraph|Meta|Tab)$/.test(event.key) || event.ctrlKey || event.metaKey)
        return;
      event.preventDefault();
      event.stopPropagation();
      onKey(pressedKey(event));
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  });
}
