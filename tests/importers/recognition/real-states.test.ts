/** Recognition between states that the results dataset really had; skipped where they are absent. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/importers/recognition/recognise.js';
import { folderOf } from '../../support/whole-record.js';
import { readRows } from './record-rows.js';

const HISTORY = folderOf('international-results-history');
const STATES = ['2026-06-06', '2026-07-07', '2026-07-13', '2026-07-20'].map(
  (day) => `${HISTORY}/${day}`,
);
STATES.push(folderOf('international-results'));

/** Each state, read once. */
const read = new Map<number, ReturnType<typeof readRows>>();

function rowsAt(place: number) {
  const rows = read.get(place) ?? readRows(STATES[place] ?? '');
  read.set(place, rows);
  return rows;
}

async function between(from: number, to: number) {
  const [before, after] = [await rowsAt(from), await rowsAt(to)];
  const { renamed, moved, suspected } = recognise(before, after);
  const count = (kind: string) => moved.filter((one) => one.kind === kind).length;
  return {
    teams: renamed
      .filter(({ entity }) => entity === 'Team')
      .map((one) => `${one.name} -> ${one.currentSlug}`),
    tournaments: renamed.filter(({ entity }) => entity === 'Tournament').length,
    players: renamed.filter(({ entity }) => entity === 'Player').map(({ slug }) => slug),
    renamed: count('RENAMED'),
    swapped: count('SWAPPED'),
    moved: moved.filter(({ kind }) => kind === 'MOVED').map(({ currentSlug }) => currentSlug),
    suspected,
  };
}

const NOTHING = {
  teams: [],
  tournaments: 0,
  players: [],
  renamed: 0,
  swapped: 0,
  moved: [],
  suspected: [],
};

describe.skipIf(!STATES.every((folder) => existsSync(folder)))('the real states', () => {
  it('have China PR as China in July 2026, three matches swapped and one moved', async () => {
    expect(await between(0, 1)).toEqual({
      ...NOTHING,
      teams: ['China PR -> china'],
      renamed: 698,
      swapped: 3,
      moved: ['2026-06-06-vanuatu-fiji'],
    });
  });

  it('have two matches moved a week later', async () => {
    expect(await between(1, 2)).toEqual({
      ...NOTHING,
      moved: ['2026-07-07-argentina-egypt', '2026-07-07-switzerland-colombia'],
    });
  });

  it('have Ticino as Canton Ticino and one match moved another week later', async () => {
    expect(await between(2, 3)).toEqual({
      ...NOTHING,
      teams: ['Ticino -> canton-ticino'],
      renamed: 2,
      moved: ['2026-06-04-maldives-pakistan'],
    });
  });

  it('have scorers respelled at the end, 29 of them under another slug', async () => {
    const { players, ...others } = await between(3, 4);
    expect(others).toEqual({ ...NOTHING, players: undefined });
    expect(players).toHaveLength(29);
    expect(players).toContain('carlos-humberto-paredes');
  });

  it('have all of that from the first to the last', async () => {
    const { teams, players, renamed, swapped, moved, suspected } = await between(0, 4);
    expect(teams).toEqual(['China PR -> china', 'Ticino -> canton-ticino']);
    expect([players.length, renamed, swapped, moved.length]).toEqual([29, 700, 3, 2]);
    expect(suspected).toEqual([]);
  });
});
