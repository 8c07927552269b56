/** 0.44915 to 4 decimals is 0.4492. */
export function roundTo(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
