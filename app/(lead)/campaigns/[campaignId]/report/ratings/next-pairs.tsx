import { Disclosure } from "@/app/_ui/disclosure";
import { formatCount } from "@/app/_ui/number-words";
import type { NextPairView } from "@/server/report/ratings/view";
import { NextPairTable } from "../../progress/next-pair-table";

/** Which pair to spend the next judgment on: what the campaign does, or would be advised to. */
export function NextPairs({ nextPair: { sentence, rows, pairs } }: { nextPair: NextPairView }) {
  return (
    <div>
      <p className="max-w-prose text-sm text-pretty">{sentence}</p>
      <Disclosure summary="Which pair is next">
        <p className="mb-2 max-w-prose text-sm text-muted">
          By how much one more judgment would narrow a pair’s score; a tenth of the chance is spread evenly
          over all pairs.
          {rows.length < pairs && ` The likeliest ${rows.length} of ${formatCount(pairs)} pairs.`}
        </p>
        <NextPairTable rows={rows} />
      </Disclosure>
    </div>
  );
}
