import { Notice } from "@/app/_ui/notice";
import type { DeskAction } from "./desk-action";

interface Props {
  sending: DeskAction | undefined;
  failures: number;
  notice: string | undefined;
}

/** Over the decisions: what could not be delivered yet, or what the server refused. Silent while all is well. */
export function SaveState({ sending, failures, notice }: Props) {
  if (sending && failures > 0) {
    const isDecision = sending.kind === "judge";
    return (
      <div className="mx-auto mb-2.5 max-w-7xl">
        <Notice
          tone="warn"
          announce
          title={isDecision ? "Not saved yet, retrying" : "No answer yet, retrying"}
        >
          {isDecision
            ? "The server does not answer. Your decision is kept on this device and sent again by itself, even after a reload."
            : "The server does not answer. Check the connection; this goes on by itself."}
        </Notice>
      </div>
    );
  }
  if (!notice) return null;
  return (
    <div className="mx-auto mb-2.5 max-w-7xl">
      <Notice announce>{notice}</Notice>
    </div>
  );
}
