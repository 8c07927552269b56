/** How numbers are shown. Inside, nothing is rounded. */

/** A number to some decimals: 0.44915… to four is 0.4492. */
export function roundTo(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
