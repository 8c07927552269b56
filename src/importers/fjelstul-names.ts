/** Values of every folder of Fjelstul's database. */
import type { Minute } from './facts.js';

/** Null in this dataset. */
export function valueOrNull(text: string): string | null {
  return ['', 'not available', 'not applicable'].includes(text) ? null : text;
}

export function playerName(row: { given_name: string; family_name: string }): string {
  return [row.given_name, row.family_name].filter((part) => valueOrNull(part) !== null).join(' ');
}

interface MinuteColumns {
  minute_regulation: string;
  minute_stoppage: string;
}

export function validateMinute(row: MinuteColumns): string | null {
  const minute = Number(row.minute_regulation);
  if (!/^\d{1,3}$/.test(row.minute_regulation) || minute < 1 || minute > 130) {
    return `"${row.minute_regulation}" is no minute`;
  }
  return /^\d{1,2}$/.test(row.minute_stoppage)
    ? null
    : `"${row.minute_stoppage}" is no stoppage time`;
}

export function minuteOf(row: MinuteColumns): Minute {
  const stoppage = Number(row.minute_stoppage);
  return { minute: Number(row.minute_regulation), stoppage: stoppage === 0 ? null : stoppage };
}
