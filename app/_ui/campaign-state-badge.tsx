import { Badge } from "./badge";

const looks = {
  draft: { tone: "neutral", word: "Draft" },
  live: { tone: "ok", word: "Live" },
  stopped: { tone: "accent", word: "Finished: stop rule met" },
  paused: { tone: "warn", word: "Paused" },
  closed: { tone: "neutral", word: "Closed" },
} as const;

export function CampaignStateBadge({ state }: { state: keyof typeof looks }) {
  const { tone, word } = looks[state];
  return <Badge tone={tone}>{word}</Badge>;
}
