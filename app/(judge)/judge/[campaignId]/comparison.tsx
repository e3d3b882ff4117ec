import { Skeleton } from "@/app/_ui/skeleton";
import type { TaskView } from "@/server/task/schemas";
import { CompletionPane } from "./completion-pane";
import { PromptPanel } from "./prompt-panel";
import { CompareBar } from "./reading/compare-bar";
import { textSizes } from "./reading/reading-settings";
import { SameNotice, type TieOffer } from "./reading/same-notice";
import { SideSwitch } from "./reading/side-switch";
import { useReading } from "./reading/use-reading";
import { useScrollTogether } from "./reading/use-scroll-together";
import { useShown } from "./reading/use-shown";
import { useSideInSight } from "./reading/use-side-in-sight";

interface Props {
  task: TaskView | undefined;
  /** What can be decided at once where both completions are the same. */
  offer?: TieOffer;
}

/** A prompt over its two completions; grey shapes of the same size until there is one. */
export function Comparison({ task, offer }: Props) {
  const [reading] = useReading();
  return (
    <div
      className="reading flex flex-1 flex-col gap-3 sm:gap-4"
      aria-busy={task === undefined}
      data-text-size={textSizes[reading.size]}
      data-line-width={reading.width}
    >
      {task ? <PromptPanel task={task} /> : <Skeleton className="h-24 w-full" />}
      {task ? <Completions task={task} offer={offer} /> : <NoCompletions />}
    </div>
  );
}

/** On a phone a row to be swiped, in which the edge of the other completion tells that it is there. */
const sideBySide =
  "grid flex-1 snap-x snap-mandatory auto-cols-[92%] grid-flow-col gap-2 overflow-x-auto sm:gap-4 md:auto-cols-fr md:overflow-visible *:snap-center";

/** Together shorter than this they are taken in at a glance, and there is nothing to lay beside each other. */
const shortTexts = 1_500;

function Completions({ task, offer }: { task: TaskView; offer: TieOffer | undefined }) {
  const [reading, change] = useReading();
  const { shown, words, isSame, canCompare, shared, marking } = useShown(task, reading);
  const { left, right } = useScrollTogether(reading.together);
  const { row, inSight, show } = useSideInSight();
  const isLong = task.left.length + task.right.length > shortTexts;
  return (
    <>
      {isSame && <SameNotice offer={offer} />}
      {canCompare && (isLong || shared > 0 || reading.marks) && (
        <CompareBar reading={reading} onChange={change} marking={marking} shared={shared} />
      )}
      <div className="flex flex-1 flex-col gap-2">
        <SideSwitch inSight={inSight} onShow={show} />
        <div ref={row} data-sides="" className={sideBySide} dir="ltr">
          <CompletionPane side="left" shown={shown.left} words={words?.left} frame={left} />
          <CompletionPane side="right" shown={shown.right} words={words?.right} frame={right} />
        </div>
      </div>
    </>
  );
}

function NoCompletions() {
  return (
    <div className="flex flex-1 flex-col gap-2">
      <SideSwitch inSight="left" />
      <div className={sideBySide} dir="ltr">
        <CompletionPane side="left" shown={undefined} />
        <CompletionPane side="right" shown={undefined} />
      </div>
    </div>
  );
}
