import type { Minute, Official } from '../facts.js';

/** `90+3`; null if empty or no minute. */
export function parseMinute(text: string): Minute | null {
  const [, minute, stoppage] = /^(\d{1,3})(?:\+(\d{1,2}))?$/.exec(text) ?? [];
  if (minute === undefined) return null;
  return { minute: Number(minute), stoppage: stoppage ? Number(stoppage) : null };
}

/** `UTC-3` is `-03:00`; null otherwise. */
export function parseOffset(text: string): string | null {
  const [, sign, hours = '', minutes = '00'] = /^UTC([+-])(\d{1,2})(?::(\d{2}))?$/.exec(text) ?? [];
  return sign ? `${sign}${hours.padStart(2, '0')}:${minutes}` : null;
}

/** The first of `Wilton SAMPAIO (BRA), …`; null without one. */
export function parseReferee(officials: string): Official | null {
  const [, name, country] = /^([^,(]+?)\s*(?:\(([^)]+)\))?\s*(?:,|$)/.exec(officials) ?? [];
  return name ? { name, country: country ?? null } : null;
}
