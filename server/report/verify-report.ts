import { sha256 } from "../ids";
import { canonicalJson } from "./canonical-json";
import { computeReport, reportVersion } from "./compute-report";
import { countJudgments } from "./count-judgments";
import { inputFromJson } from "./input-json";
import { countOutcomes, ledgerHash } from "./ledger-hash";
import { computeParts, isComputable } from "./parts/compute-parts";
import { partKinds } from "./parts/part-kinds";
import type { StoredPart } from "./parts/view";
import { productVersion } from "./product-version";
import { ReportFile } from "./report-file";
import type { ReportInput } from "./report-input";
import type { ReportContent } from "./schemas";

/** One thing that was looked at. */
export interface VerifiedCheck {
  /** What holds, or should, as a sentence. */
  claim: string;
  /** Null where the file has not what it takes to tell. */
  holds: boolean | null;
  /** What was found instead. */
  found?: string;
}

export interface VerifiedReport {
  /** Nothing was found that does not hold. */
  holds: boolean;
  /** Everything could be told. */
  isComplete: boolean;
  campaign: string;
  hash: string;
  checks: VerifiedCheck[];
}

const mostDifferences = 5;

/**
 * Whether a report's file holds: its hash is that of its content, its judgments are those of its ledger, and its content
 * and the parts made after it are what they give when everything is computed again.
 *
 * @param file the parsed JSON of an exported report.
 * @throws RangeError when it is no report, has no data in it or not all of them, or was computed by another version of
 * the methods.
 * @example verifyReport(JSON.parse(text)).holds
 */
export function verifyReport(file: unknown): VerifiedReport {
  const read = readReportFile(file);
  try {
    const checks = checksOf(read);
    const { hash, content } = read;
    return {
      holds: checks.every(({ holds }) => holds !== false),
      isComplete: checks.every(({ holds }) => holds !== null),
      campaign: content.campaign.name,
      hash,
      checks,
    };
  } catch (cause) {
    // A column that is not there, or a number that points nowhere.
    if (!(cause instanceof TypeError)) throw cause;
    throw new RangeError("The report's data are not whole: export it anew, or ask for another copy.", {
      cause,
    });
  }
}

function checksOf({ hash, content, input, parts }: ReturnType<typeof readReportFile>): VerifiedCheck[] {
  const counted = countedAgain(input);
  const again = computedAgain(counted);
  return [
    check("The hash is that of the content.", hash, sha256(canonicalJson(content))),
    check("The ledger's hash is that of the judgments and draws.", content.ledger.hash, ledgerHash(input)),
    check("The counts of outcomes are those of the judgments.", countsOf(input), countsOf(counted)),
    checkContent(content, again),
    ...checkParts(parts, counted, again),
  ];
}

function readReportFile(file: unknown) {
  const parsed = ReportFile.safeParse(file);
  if (!parsed.success)
    throw new RangeError("This is no report's JSON file, or one of before reports held their own data.");
  const { hash, content, input, parts, version } = parsed.data;
  if (version !== reportVersion) {
    throw new RangeError(
      `The report was computed by version ${version} of the methods, and this is version ${reportVersion} (Tiebreak ${productVersion()}): take the Tiebreak that it names.`,
    );
  }
  return {
    hash,
    content: content as unknown as ReportContent,
    input: inputFromJson(input),
    parts: parts as unknown as StoredPart[],
  };
}

/** The input with its outcomes and its judgments counted from the judgments alone. */
function countedAgain(input: ReportInput): ReportInput {
  const strata = input.strata.map((stratum) => ({ ...stratum, outcomes: stratum.outcomes.slice() }));
  countOutcomes({ ...input, strata }, input.configuration.judgmentsPerComparison);
  return { ...input, strata, counts: { ...input.counts, ...countJudgments(input.judgments) } };
}

function countsOf({ strata }: ReportInput): string {
  return sha256(strata.map(({ outcomes }) => outcomes.join(",")).join(";"));
}

function check(claim: string, stated: string, found: string): VerifiedCheck {
  return stated === found
    ? { claim, holds: true }
    : { claim, holds: false, found: `${found} instead of ${stated}` };
}

/** The content as the data give it, or why they give none: data that contradict themselves, as a closed draw without judgments. */
function computedAgain(input: ReportInput): ReportContent | RangeError {
  try {
    return computeReport(input);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error;
  }
}

/** Every number and word against those that are computed again. */
function checkContent(stated: ReportContent, again: ReportContent | RangeError): VerifiedCheck {
  const claim = "Every number and sentence is what the data give.";
  if (again instanceof RangeError)
    return { claim, holds: false, found: `the data contradict themselves (${again.message})` };
  return compare(claim, stated, again);
}

/** What was made after the report, likewise; what the file lacks the data of is held against its own hash alone. */
function checkParts(
  parts: readonly StoredPart[],
  input: ReportInput,
  again: ReportContent | RangeError,
): VerifiedCheck[] {
  return parts.flatMap(({ kind, hash, content }) => {
    const own = check(
      `The hash of the part “${kind}” is that of its content.`,
      hash,
      sha256(canonicalJson(content)),
    );
    if (again instanceof RangeError || !partKinds(again).includes(kind)) {
      const claim = `The part “${kind}” is what the data give.`;
      return [own, { claim, holds: false, found: "the data give no such part" }];
    }
    if (!isComputable(kind, input)) {
      const claim = `The part “${kind}” is what the data give.`;
      return [own, { claim, holds: null, found: "the file is without the data that it was made of" }];
    }
    const [made] = computeParts(input, again, [kind]);
    return [own, compare(`The part “${kind}” is what the data give.`, content, made?.content)];
  });
}

function compare(claim: string, stated: unknown, again: unknown): VerifiedCheck {
  const differing = listDifferences(JSON.parse(canonicalJson(stated)), JSON.parse(canonicalJson(again)), "");
  if (differing.length === 0) return { claim, holds: true };
  const more = differing.length > mostDifferences ? ` and ${differing.length - mostDifferences} more` : "";
  return {
    claim,
    holds: false,
    found: `differs in ${differing.slice(0, mostDifferences).join(", ")}${more}`,
  };
}

/** Where two JSON values differ, as paths such as pairs[0].winRate.value. */
function listDifferences(one: unknown, other: unknown, path: string): string[] {
  if (Object.is(one, other)) return [];
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return [path || "everything"];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    listDifferences(
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      Array.isArray(one) ? `${path}[${key}]` : path ? `${path}.${key}` : key,
    ),
  );
}
