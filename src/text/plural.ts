/** `1 match`, `2 matches`, `0 matches`. */
export function pluralize(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
