import type { BookingFact } from '../facts.js';
import { parseMinute } from './cells.js';
import type { FileValues, TextFiles } from './files.js';
import { NEW_YEAR, playerKey, type Shaping, validatePlayer } from './shaping.js';

const CARDS: Readonly<Record<string, BookingFact['card']>> = {
  Y: 'YELLOW',
  'Y/R': 'SECOND_YELLOW',
  R: 'RED',
};

export function addCards({ cards }: TextFiles, shaping: Shaping): number {
  const { source } = shaping;
  const key = (row: FileValues<'cards'>) => `${playerKey(row)}/${row.card}`;
  const rows = shaping.filter.pass(
    { ...cards, rows: cards.rows.filter(({ values }) => values.year === NEW_YEAR) },
    (row) => validatePlayer(row, shaping) ?? validateCard(row),
    key,
  );
  for (const row of rows) {
    const draft = shaping.matchOf(row);
    const team = shaping.teamOf(row.team, row.date);
    const card = CARDS[row.card];
    if (!draft || team === null || !card) continue;
    const { minute, stoppage } = parseMinute(row.minute) ?? { minute: null, stoppage: null };
    const others = draft.sheet.bookings.filter(
      (one) => one.source !== source || one.key !== key(row),
    );
    const player = shaping.playerOf(team, row);
    const booking = {
      source,
      key: key(row),
      team,
      player,
      name: row.player,
      minute,
      stoppage,
      card,
    };
    draft.sheet.bookings = [...others, { ...booking, citedBy: [] }];
  }
  return rows.length;
}

function validateCard(row: FileValues<'cards'>): string | null {
  if (!Object.hasOwn(CARDS, row.card)) {
    return `"${row.card}" is no card: ${Object.keys(CARDS).join(', ')}`;
  }
  return row.minute === '' || parseMinute(row.minute) ? null : `"${row.minute}" is no minute`;
}
