/** Calendar days as text, YYYY-MM-DD, and ranges of them with both ends inside. */

export interface DayRange {
  from: string;
  to: string;
}

/** The day after every other: "the whole record" as a day. */
export const END_OF_TIME = '9999-12-31';

/**
 * The day of the first international match; before it there is nothing to hold. It is the first day of men's football and
 * of women's alike, though women's matches came a century later: nobody knows on which day the first of them all was, the
 * results dataset of the women begins in 1969 and says of itself that a lot is not in it yet. So no holding of ours proves
 * that a women's record lacks nothing, and asking all of them from this day on keeps it from being called complete.
 */
export const FIRST_MATCH_DAY = '1872-11-30';

/** A day of the calendar, all of which are of Coordinated Universal Time. */
const DAY_MS = 86_400_000;

/** The day after a day. */
export function nextDay(day: string): string {
  return addDays(day, 1);
}

/** The day some days after another; before it where the number is negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return addDays(day, -1);
}

/** The same day so many years later; 29 February stays the text that it is, which sorts as it should. */
export function yearsAfter(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}

/** Whether one of the spans holds every day from one to another. An empty range is held by nothing needed. */
export function coversRange(spans: readonly DayRange[], from: string, to: string): boolean {
  return from > to || spans.some((span) => span.from <= from && to <= span.to);
}

/** Whether a day lies in a span. */
export function isWithin(day: string, span: DayRange): boolean {
  return span.from <= day && day <= span.to;
}

/** Whether a text is a day of the calendar: `2024-02-29` is, `2023-02-30` is not. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
