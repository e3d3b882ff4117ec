export interface AnnotatorTime {
  /** Judgments to be made, extra ones (gold, practice, repeats) included. */
  judgments: number;
  /** Minutes of annotator time over all of them. */
  minutes: number;
  /** The same for each annotator; undefined without one. */
  minutesEach: number | undefined;
}

/**
 * What judging will take of people's time.
 *
 * @param input comparisons to judge; judgmentsEach: r, judgments per comparison, 1 unless given; seconds: mean active time per
 * judgment; extraShare: gold, practice and repeated comparisons as a share of the judgments made, in [0, 1), 0 unless given;
 * annotators: people who share the work.
 * @throws RangeError for a negative number or a share of 1 or more.
 * @example annotatorMinutes({ comparisons: 400, seconds: 45, extraShare: 0.2, annotators: 5 }).minutesEach // 75
 */
export function annotatorMinutes(input: {
  comparisons: number;
  judgmentsEach?: number;
  seconds: number;
  extraShare?: number;
  annotators?: number;
}): AnnotatorTime {
  const { comparisons, judgmentsEach = 1, seconds, extraShare = 0, annotators } = input;
  if (!(comparisons >= 0 && judgmentsEach >= 0 && seconds >= 0 && extraShare >= 0 && extraShare < 1))
    throw new RangeError("numbers and times start at 0, and a share of extra judgments stays below 1");
  const judgments = Math.ceil((comparisons * judgmentsEach) / (1 - extraShare) - 1e-9);
  const minutes = (judgments * seconds) / 60;
  return { judgments, minutes, minutesEach: annotators ? minutes / annotators : undefined };
}
