/**
 * The inverse of a symmetric positive definite matrix, by Cholesky's decomposition A = L Lᵀ.
 *
 * @param matrix n × n, row after row; only the lower triangle is read. Not changed.
 * @returns the full symmetric inverse, or undefined where the matrix is not positive definite to working precision.
 * @example invertPositiveDefinite(Float64Array.of(4, 0, 2, 3), 2) // [.375, −.25, −.25, .5]
 */
export function invertPositiveDefinite(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = choleskyFactor(matrix, n);
  if (!factor) return undefined;
  const inverse = invertLower(factor, n);
  const result = new Float64Array(n * n);
  // A⁻¹ = L⁻ᵀ L⁻¹, a row of L⁻¹ at a time so that memory is read in order.
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const value = inverse[k * n + i]!;
      for (let j = 0; j <= i; j++) result[i * n + j]! += value * inverse[k * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) result[j * n + i] = result[i * n + j]!;
  return result;
}

function choleskyFactor(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = matrix.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = factor[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (j < i) factor[i * n + j] = sum / factor[j * n + j]!;
      else if (sum > 0) factor[i * n + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return factor;
}

function invertLower(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const pivot = 1 / factor[i * n + i]!;
    for (let k = 0; k < i; k++) {
      const scale = -factor[i * n + k]! * pivot;
      for (let j = 0; j <= k; j++) inverse[i * n + j]! += scale * inverse[k * n + j]!;
    }
    inverse[i * n + i] = pivot;
  }
  return inverse;
}
