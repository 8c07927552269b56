/** How a minute is written. */

/** 54', 45+2', or null where the minute is unknown. */
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
