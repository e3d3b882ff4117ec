/** Weighted means, variances and covariance of (x, y), updated one case at a time without cancellation. */
export class RunningRegression {
  count = 0;
  private weight = 0;
  private meanX = 0;
  private meanY = 0;
  private squaresX = 0;
  private squaresY = 0;
  private products = 0;

  /** @param weight > 0, 1 unless given. */
  add(x: number, y: number, weight = 1): void {
    this.count++;
    this.weight += weight;
    const [dx, dy] = [x - this.meanX, y - this.meanY];
    this.meanX += (weight / this.weight) * dx;
    this.meanY += (weight / this.weight) * dy;
    this.squaresX += weight * dx * (x - this.meanX);
    this.squaresY += weight * dy * (y - this.meanY);
    this.products += weight * dx * (y - this.meanY);
  }

  /** Cov(x, y)/Var(x); undefined where x does not vary. */
  get slope(): number | undefined {
    return this.squaresX > 1e-12 * this.weight * this.meanX ** 2 && this.squaresX > 0
      ? this.products / this.squaresX
      : undefined;
  }

  /** In [−1, 1]; undefined where x or y does not vary. */
  get correlation(): number | undefined {
    const scale = Math.sqrt(this.squaresX * this.squaresY);
    return scale > 0 ? Math.max(-1, Math.min(1, this.products / scale)) : undefined;
  }
}
