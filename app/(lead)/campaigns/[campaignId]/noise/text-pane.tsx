import { ScrollFrame } from "@/app/_ui/scroll-frame";

/** A text as it is, character by character: what was found may be in what formatting hides. */
export function TextPane({ title, text }: { title: string; text: string }) {
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface">
      <p className="border-b border-line px-3 py-1 font-medium text-muted wrap-anywhere" dir="auto">
        {title}
      </p>
      <ScrollFrame className="max-h-80 overflow-y-auto px-3 py-2">
        {text.trim() === "" ? (
          <p className="text-muted italic">
            {text === ""
              ? "Empty."
              : `White space only, ${text.length} character${text.length === 1 ? "" : "s"}.`}
          </p>
        ) : (
          <p className="whitespace-pre-wrap wrap-anywhere" dir="auto">
            {text}
          </p>
        )}
      </ScrollFrame>
    </div>
  );
}
