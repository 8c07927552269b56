/** `54'`, `45+2'`; null for an unknown minute. */
export function formatMinute({
  minute,
  stoppage,
}: {
  minute: number | null;
  stoppage: number | null;
}): string | null {
  if (minute === null) return null;
  return stoppage ? `${minute}+${stoppage}'` : `${minute}'`;
}
