import type { BookingFact, Minute } from '../facts.js';

/** `20:00 CET (UTC+1)`: the offset only as a number, null for an abbreviation. Null without a time. */
export function parseKickOff(text: string): { time: string; utcOffset: string | null } | null {
  const [stated, sign = '', hours = '', minutes = '00'] =
    /UTC\s*([+−–-])(\d{1,2})(?::(\d{2}))?/.exec(text) ?? [];
  const time = /\b([01]\d|2[0-3]):[0-5]\d\b/.exec(stated ? text.replace(stated, '') : text)?.[0];
  if (time === undefined) return null;
  const utcOffset = `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
  return { time, utcOffset: stated ? utcOffset : null };
}

const SENDINGS_OFF: Readonly<Record<string, BookingFact['card']>> = {
  'Sent off (second booking)': 'SECOND_YELLOW',
  'Sent off (third booking)': 'SECOND_YELLOW',
  'Yellow-red card': 'SECOND_YELLOW',
  'Sent off (straight red)': 'RED',
  'Red card': 'RED',
};

/** `Booked|Sent off (second booking)` and `7' 63'`, in the same order; null without a minute for each. */
export function parseSendingOff(
  events: string,
  minutes: string,
): { card: BookingFact['card']; minute: Minute } | null {
  const names = events.split('|');
  const times = minutes.split(' ');
  const place = names.findIndex((name) => Object.hasOwn(SENDINGS_OFF, name));
  const card = SENDINGS_OFF[names[place] ?? ''];
  const [, minute, stoppage] = /^(\d{1,3})(?:\+(\d{1,2}))?'$/.exec(times[place] ?? '') ?? [];
  if (!card || minute === undefined || times.length !== names.length) return null;
  return {
    card,
    minute: { minute: Number(minute), stoppage: stoppage ? Number(stoppage) : null },
  };
}
