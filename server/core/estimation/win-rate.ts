/**
 * The win rate that belongs to a margin: (1 + θ)/2. With one judgment each it is (wins + half the ties)/all.
 *
 * @param margin in [−1, 1].
 * @example winRateOfMargin(0.2) // 0.6
 */
export function winRateOfMargin(margin: number): number {
  return (1 + margin) / 2;
}

/**
 * The margin that belongs to a win rate: 2w − 1.
 *
 * @param winRate in [0, 1].
 * @example marginOfWinRate(0.6) // 0.2
 */
export function marginOfWinRate(winRate: number): number {
  return 2 * winRate - 1;
}
