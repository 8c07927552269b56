import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { citations } from './existing-players.js';
import type { AppearanceFact, BookingFact, MatchSheet, PlayerName } from './facts.js';

interface AppearanceRow extends Omit<AppearanceFact, 'player' | 'cameOn' | 'wentOff'> {
  player: number | null;
  onMinute: number | null;
  onStoppage: number | null;
  offMinute: number | null;
  offStoppage: number | null;
}

type BookingRow = Omit<BookingFact, 'player'> & { player: number | null };

export interface SheetRow extends Omit<MatchSheet, 'referee' | 'appearances' | 'bookings'> {
  refereeName: string | null;
  refereeCountry: string | null;
  appearances: AppearanceRow[];
  bookings: BookingRow[];
}

export function sheetFact(
  { refereeName, refereeCountry, appearances, bookings, ...sheet }: SheetRow,
  nameOf: (player: number | null) => PlayerName | null,
): MatchSheet {
  return {
    ...sheet,
    referee: refereeName === null ? null : { name: refereeName, country: refereeCountry },
    appearances: appearances.map(({ onMinute, onStoppage, offMinute, offStoppage, ...row }) => ({
      ...row,
      player: nameOf(row.player),
      cameOn: minuteOf(onMinute, onStoppage),
      wentOff: minuteOf(offMinute, offStoppage),
    })),
    bookings: bookings.map((row) => ({ ...row, player: nameOf(row.player) })),
  };
}

const minuteOf = (minute: number | null, stoppage: number | null) =>
  minute === null ? null : { minute, stoppage };

/** Of the match `m`. */
export function sheetOf(db: Database): Sql {
  const { jsonObject, jsonList, nested, jsonBoolean } = db.dialect;
  const rowsOf = (table: Sql, fields: Record<string, Sql>) => {
    const row = jsonObject({
      source: sql`s.slug`,
      key: sql`x.source_key`,
      team: sql`t.slug`,
      name: sql`x.name`,
      ...fields,
    });
    return nested(sql`SELECT ${jsonList(row, sql`x.ordinal, x.id`)} FROM ${table} x
      JOIN sources s ON s.id = x.source_id JOIN teams t ON t.id = x.team_id WHERE x.match_id = m.id`);
  };
  return jsonObject({
    kickOffTime: sql`m.kick_off_time`,
    utcOffset: sql`m.utc_offset`,
    attendance: sql`m.attendance`,
    refereeName: sql`m.referee_name`,
    refereeCountry: sql`m.referee_country`,
    managers: rowsOf(sql`managers`, { country: sql`x.country` }),
    appearances: rowsOf(sql`appearances`, {
      id: sql`x.key`,
      player: sql`x.player_id`,
      started: jsonBoolean(sql`x.started`),
      onMinute: sql`x.on_minute`,
      onStoppage: sql`x.on_stoppage`,
      offMinute: sql`x.off_minute`,
      offStoppage: sql`x.off_stoppage`,
      captain: jsonBoolean(sql`x.captain`),
      position: sql`x.position`,
      shirtNumber: sql`x.shirt_number`,
      citedBy: citations(db, sql`appearance_id = x.id`),
    }),
    bookings: rowsOf(sql`bookings`, {
      player: sql`x.player_id`,
      minute: sql`x.minute`,
      stoppage: sql`x.stoppage`,
      card: sql`x.card`,
      citedBy: citations(db, sql`booking_id = x.id`),
    }),
  });
}
