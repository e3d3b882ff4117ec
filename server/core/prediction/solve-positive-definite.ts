/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition A = L Lᵀ.
 *
 * @param matrix n × n, row after row; only the lower triangle is read, and it is overwritten by L.
 * @param right b, n entries; overwritten by x.
 * @returns false, with x unusable, where A is not positive definite to working precision.
 * @example const x = Float64Array.of(2, 3); solvePositiveDefinite(Float64Array.of(4, 0, 2, 3), x) // x is [0, 1]
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): boolean {
  const n = right.length;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      if (i > j) matrix[i * n + j] = sum / matrix[j * n + j]!;
      else if (sum > 0) matrix[j * n + j] = Math.sqrt(sum);
      else return false;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) right[i]! -= matrix[i * n + k]! * right[k]!;
    right[i]! /= matrix[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) right[i]! -= matrix[k * n + i]! * right[k]!;
    right[i]! /= matrix[i * n + i]!;
  }
  return true;
}
