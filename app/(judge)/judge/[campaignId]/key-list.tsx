import { Kbd } from "@/app/_ui/kbd";

const shared = [
  { keys: ["X"], meaning: "Skip: you cannot judge this one" },
  { keys: ["F"], meaning: "Flag: something is broken" },
  { keys: ["Z", "Backspace"], meaning: "Undo your last decision" },
  { keys: ["G"], meaning: "Guidelines" },
  { keys: ["?"], meaning: "This list" },
  { keys: ["Esc"], meaning: "Close what is open" },
  { keys: ["↑", "↓", "Space"], meaning: "Scroll" },
];

const decisions = {
  four: [
    { keys: ["←", "A"], meaning: "Left is better" },
    { keys: ["→", "D"], meaning: "Right is better" },
    { keys: ["W"], meaning: "Both are good" },
    { keys: ["S"], meaning: "Both are bad" },
  ],
  three: [
    { keys: ["←", "A"], meaning: "Left is better" },
    { keys: ["→", "D"], meaning: "Right is better" },
    { keys: ["S"], meaning: "Tie" },
  ],
};

/** Every key of the desk. */
export function KeyList({ outcomes }: { outcomes: "four" | "three" }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
      {[...decisions[outcomes], ...shared].map(({ keys, meaning }) => (
        <div key={meaning} className="contents">
          <dt className="flex gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
