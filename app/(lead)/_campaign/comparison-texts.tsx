import { Markdown } from "@/app/_ui/markdown";
import { ScrollFrame } from "@/app/_ui/scroll-frame";

interface Props {
  prompt: string;
  modelA: string;
  modelB: string;
  completionA: string;
  completionB: string;
}

/** A comparison in full as a lead sees it: the prompt, and both completions under their models' names. */
export function ComparisonTexts({ prompt, modelA, modelB, completionA, completionB }: Props) {
  return (
    <div className="space-y-3 text-sm">
      <Pane title="Prompt" text={prompt} />
      <div className="grid gap-3 md:grid-cols-2">
        <Pane title={modelA} text={completionA} />
        <Pane title={modelB} text={completionB} />
      </div>
    </div>
  );
}

function Pane({ title, text }: { title: string; text: string }) {
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface">
      <p className="border-b border-line px-3 py-1 font-medium text-muted" dir="auto">
        {title}
      </p>
      <ScrollFrame className="max-h-80 overflow-y-auto px-3 py-2">
        {text.trim() === "" ? <p className="text-muted italic">Empty.</p> : <Markdown text={text} />}
      </ScrollFrame>
    </div>
  );
}
