import { Button } from "@/app/_ui/button";
import { Markdown } from "@/app/_ui/markdown";

/** The guidelines, once before the first comparison and again when they have changed. */
export function FirstGuidelines({ guidelines, onRead }: { guidelines: string; onRead: () => void }) {
  return (
    <>
      <p className="mb-6 text-muted">
        You will see a prompt and two completions, and say which one is better. Nobody is told who wrote
        which. These are the campaign's guidelines; you can open them again at any time.
      </p>
      <Markdown text={guidelines} className="rounded-lg border border-line bg-surface p-5" />
      <div className="sticky bottom-0 mt-6 bg-page py-3">
        <Button look="primary" size="large" onClick={onRead} className="w-full sm:w-auto">
          Start judging
        </Button>
      </div>
    </>
  );
}
