"use client";

import { useTranslations } from "use-intl/react";
import { Badge } from "./badge";

const tones = {
  draft: "neutral",
  live: "ok",
  stopped: "accent",
  paused: "warn",
  closed: "neutral",
} as const;

export function CampaignStateBadge({ state }: { state: keyof typeof tones }) {
  const t = useTranslations("common.states");
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
