import { useState } from "react";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Section } from "@/app/_ui/card";
import { countOf, formatCount, formatShare } from "@/app/_ui/number-words";
import { Spinner } from "@/app/_ui/spinner";
import { Table, Td, Th } from "@/app/_ui/table";
import type { PlanView, PlayedPlan, PresetPlan } from "@/server/plan/schemas";
import { plusMinus, presetTitles, winRate } from "./plan-words";
import { type Played, usePlayed } from "./use-played";

/** Every way of drawing under the same assumptions: by formula, and as played campaigns ended. */
export function PresetSection({ campaignId, plan }: { campaignId: string; plan: PlanView }) {
  const [isOn, setOn] = useState(plan.state === "draft");
  const played = usePlayed(campaignId, plan, isOn);
  const own = played.find(({ preset }) => preset === plan.preset);
  const judged = `${countOf(plan.budget, "comparison")} judged`;
  return (
    <Section
      title="By preset"
      description={`${judged}; a true win rate of ${winRate(plan.margin.value)}; ${formatShare(plan.tieRate.value)} ties.`}
      actions={
        !isOn && (
          <Button size="small" onClick={() => setOn(true)}>
            Play campaigns
          </Button>
        )
      }
    >
      <Table caption="What each preset is able to show">
        <thead>
          <tr>
            <Th>Preset</Th>
            <Th numeric>Shows beyond</Th>
            <Th numeric>95 % interval</Th>
            <Th numeric>To show {winRate(plan.margin.value)}</Th>
            <Th numeric>Time for it</Th>
            <Th numeric>Played campaigns</Th>
          </tr>
        </thead>
        <tbody>
          {plan.presets.map((row) => (
            <PresetRow
              key={row.preset}
              row={row}
              played={played.find(({ preset }) => preset === row.preset)}
            />
          ))}
          <tr>
            <Td>Explore</Td>
            <Td colSpan={5} className="text-muted">
              Says nothing of the comparisons that are not judged.
            </Td>
          </tr>
        </tbody>
      </Table>
      <div className="mt-3 max-w-prose space-y-1 text-sm text-muted" aria-live="polite">
        <p>
          Shows beyond: the smallest true win rate that is shown in four campaigns of five. Minimum variance
          needs the order learned from judgments.
        </p>
        <PlayedWords played={own} />
      </div>
    </Section>
  );
}

function PresetRow({ row, played }: { row: PresetPlan; played: Played | undefined }) {
  return (
    <tr>
      <Td className="whitespace-nowrap">
        {presetTitles[row.preset]} {row.isOwn && <Badge>planned</Badge>}
      </Td>
      <Td numeric>
        {winRate(row.detectable)}
        <Range ends={row.detectableRange?.map(winRate)} />
      </Td>
      <Td numeric>{plusMinus(row.halfWidth)}</Td>
      <Td numeric>
        {row.needed === null ? "–" : formatCount(row.needed)}
        <Range ends={row.neededRange?.map(formatCount)} />
      </Td>
      <Td numeric className="whitespace-nowrap">
        {row.neededTime?.words ?? "–"}
      </Td>
      <Td numeric>
        <PlayedCell played={played} />
      </Td>
    </tr>
  );
}

/** What the number would be at the ends of an interval that it rests on. */
function Range({ ends }: { ends: string[] | undefined }) {
  if (!ends || ends[0] === ends[1]) return null;
  return (
    <span className="block text-xs whitespace-nowrap text-muted">
      {ends[0]} to {ends[1]}
    </span>
  );
}

function PlayedCell({ played }: { played: Played | undefined }) {
  if (played?.state === "playing")
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <Spinner /> playing
      </span>
    );
  const result = played?.result?.played;
  if (!result) return "–";
  return (
    <>
      shown in {formatShare(result.shown)}
      <span className="block text-xs whitespace-nowrap text-muted">
        wrong in {formatShare(result.wrong, result.wrong > 0 && result.wrong < 0.01 ? 1 : 0)}
      </span>
    </>
  );
}

function PlayedWords({ played }: { played: Played | undefined }) {
  if (played?.state === "failed")
    return <p>The campaigns could not be played. Change a number to try again.</p>;
  if (played?.state === "playing") return <p>Playing campaigns under these assumptions …</p>;
  if (!played?.result) return null;
  const { played: result, reason } = played.result;
  if (!result) return <p>{reason}</p>;
  return (
    <>
      <p>
        {formatCount(result.campaigns)} campaigns were played for each preset (seed {result.seed}), by drawing
        pools that meet the assumptions. Their 95&nbsp;% intervals held the true win rate in{" "}
        {formatShare(result.coverage, 1)}; {formatShare(result.tieRate)} of the judgments were ties.
      </p>
      <RuleWords stopped={result.stopped} />
    </>
  );
}

function RuleWords({ stopped }: { stopped: PlayedPlan["stopped"] }) {
  if (!stopped) return null;
  const { isOwnRule, decided, equivalent, median, low, high } = stopped;
  const rule = isOwnRule ? "Ended by the campaign's stop rule" : "Ended as soon as a winner shows";
  return (
    <p>
      {rule}, which is looked at after every judgment and so needs a wider interval, {formatShare(decided)}{" "}
      name a winner within the budget
      {equivalent > 0 && <>, {formatShare(equivalent)} call the models equivalent</>}. A pair takes{" "}
      {countOf(median, "comparison")} in the middle case, {formatCount(low)} to {formatCount(high)} in eight
      of ten.
    </p>
  );
}
