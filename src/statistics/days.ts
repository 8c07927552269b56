/** UTC days as YYYY-MM-DD, both ends included. */

export interface DayRange {
  from: string;
  to: string;
}

export const END_OF_TIME = '9999-12-31';

/** First men's international; too early for the women's record ever to be called complete. */
export const FIRST_MATCH_DAY = '1872-11-30';

const DAY_MS = 86_400_000;

export function nextDay(day: string): string {
  return addDays(day, 1);
}

/** `days` may be negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

export function dayBefore(day: string): string {
  return addDays(day, -1);
}

/** The instant of a local time: `22:00`, `+03:00`. */
export function toInstant(day: string, time: string, utcOffset: string): string {
  return new Date(`${day}T${time}:00${utcOffset}`).toISOString();
}

/** 29 February keeps its text, which sorts correctly. */
export function yearsAfter(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}

/** True for an empty range. */
export function coversRange(spans: readonly DayRange[], from: string, to: string): boolean {
  return from > to || spans.some((span) => span.from <= from && to <= span.to);
}

export function isWithin(day: string, span: DayRange): boolean {
  return span.from <= day && day <= span.to;
}

/** False for `2023-02-30`. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function intersectRanges(lists: readonly (readonly DayRange[])[]): DayRange[] {
  return lists.reduce<DayRange[]>(
    (common, list) =>
      common.flatMap((one) =>
        list
          .map((other) => ({
            from: one.from > other.from ? one.from : other.from,
            to: one.to < other.to ? one.to : other.to,
          }))
          .filter(({ from, to }) => from <= to),
      ),
    [{ from: '', to: '~' }],
  );
}

/** Null without ranges. */
export function lastDayOf(spans: readonly DayRange[]): string | null {
  const days = spans.map(({ to }) => to).sort();
  return days.at(-1) ?? null;
}
