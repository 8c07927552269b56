/** What recognition finds between two small states, kind by kind, and between invented ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecordRows, recognise } from '../../../src/importers/recognition/recognise.js';
import { runs } from '../../support/runs.js';
import { rowsOf, type Values } from './record-rows.js';

/** A row of results: `2019-06-01 Swaziland 2-1 Lesotho`, with `-` for a score that is not known yet. */
function result(text: string, tournament = 'COSAFA Cup'): Values {
  const [, date = '', home = '', own = '', other = '', away = ''] =
    text.match(/^(\S+) (.+) (\d+|NA)-(\d+|NA) (.+)$/) ?? [];
  return {
    date,
    home_team: home,
    away_team: away,
    home_score: own,
    away_score: other,
    tournament,
  };
}

/** A goal of the match of a row: `Swaziland 10 Felix Alpha`, `Malawi 40 Felix Alpha (og)`. */
function goal(match: string, text: string): Values {
  const { date = '', home_team = '', away_team = '' } = result(match);
  const [, team = '', minute = '', scorer = '', own] =
    text.match(/^(.+) (\d+|NA) (.+?)( \(og\))?$/) ?? [];
  return { date, home_team, away_team, team, minute, scorer, own_goal: own ? 'TRUE' : 'FALSE' };
}

const BASE = [
  '2019-06-01 Swaziland 2-1 Lesotho',
  '2019-06-01 Malawi 0-0 Botswana',
  '2019-06-04 Swaziland 3-0 Malawi',
  '2019-06-10 Swaziland 1-4 Botswana',
  '2020-03-05 Botswana 0-3 Lesotho',
  '2020-03-05 Botswana 2-2 Lesotho',
  '2021-01-01 Turkey NA-NA Lesotho',
  '2021-03-03 Malawi 2-2 Swaziland',
];

const GOALS: [match: string, goal: string][] = [
  ['2019-06-01 Swaziland 2-1 Lesotho', 'Swaziland 10 Felix Alpha'],
  ['2019-06-01 Swaziland 2-1 Lesotho', 'Lesotho 20 Lebo Beta'],
  ['2021-03-03 Malawi 2-2 Swaziland', 'Malawi 40 Felix Alpha (og)'],
  ['2021-03-03 Malawi 2-2 Swaziland', 'Swaziland 60 Felix Alpha'],
];

const state = (results: readonly string[], goals: readonly [string, string][] = GOALS) =>
  rowsOf(
    results.map((text) => result(text)),
    goals.map(([match, text]) => goal(match, text)),
  );

const replaced = (row: string, ...by: string[]) =>
  BASE.flatMap((one) => (one === row ? by : [one]));

const NOTHING = { renamed: [], moved: [], suspected: [] };

const before = state(BASE);

describe('recognition', () => {
  it('finds nothing where nothing has changed, in whatever order the rows are', () => {
    expect(recognise(before, before)).toEqual(NOTHING);
    expect(recognise(before, state([...BASE.slice(0, 4).reverse(), ...BASE.slice(4)]))).toEqual(
      NOTHING,
    );
  });

  it('finds nothing of a match that is removed, and nothing of one that is added', () => {
    const others = BASE.slice(1);
    expect(recognise(before, state(others))).toEqual(NOTHING);
    expect(recognise(state(others), before)).toEqual(NOTHING);
  });

  it('finds nothing of a score that is corrected', () => {
    const after = state(
      replaced('2019-06-04 Swaziland 3-0 Malawi', '2019-06-04 Swaziland 3-1 Malawi'),
    );
    expect(recognise(before, after)).toEqual(NOTHING);
  });
});

describe('a renamed team', () => {
  const rename = (text: string) => text.replaceAll('Swaziland', 'Eswatini');
  const after = state(
    BASE.map(rename),
    GOALS.map(([match, text]) => [rename(match), rename(text)]),
  );

  it('is recognised with its matches, and its players keep their slugs', () => {
    const { renamed, moved, suspected } = recognise(before, after);
    expect(renamed).toEqual([
      { entity: 'Team', slug: 'swaziland', currentSlug: 'eswatini', name: 'Swaziland' },
    ]);
    expect(moved).toHaveLength(4);
    expect(moved).toContainEqual({
      slug: '2021-03-03-malawi-swaziland',
      currentSlug: '2021-03-03-malawi-eswatini',
      kind: 'RENAMED',
    });
    expect(suspected).toEqual([]);
  });

  it('is recognised together with another one that it has played alone', () => {
    const both = state(['2020-01-01 Alpha 1-0 Beta', '2020-02-01 Beta 2-2 Alpha']);
    const now = state(['2020-01-01 Gamma 1-0 Delta', '2020-02-01 Delta 2-2 Gamma']);
    expect(
      recognise(both, now).renamed.map(({ slug, currentSlug }) => [slug, currentSlug]),
    ).toEqual([
      ['alpha', 'gamma'],
      ['beta', 'delta'],
    ]);
  });

  it('is none where it is respelled under the same slug', () => {
    const spelled = state(BASE.map((text) => text.replaceAll('Turkey', 'Türkey')));
    expect(recognise(before, spelled)).toEqual(NOTHING);
  });

  it('is none where the new name was there before: its matches are renamed', () => {
    const merged = state(BASE.map((text) => text.replace('Turkey', 'Malawi')));
    expect(recognise(before, merged)).toEqual({
      ...NOTHING,
      moved: [
        {
          slug: '2021-01-01-turkey-lesotho',
          currentSlug: '2021-01-01-malawi-lesotho',
          kind: 'RENAMED',
        },
      ],
    });
  });

  it('is none of another category', () => {
    const women = after.teams.map((team) => ({ ...team, category: 'WOMEN' }));
    expect(recognise(before, { ...after, teams: women }).renamed).toEqual([]);
  });

  const long = Array.from({ length: 20 }, (_, day) => `2020-01-${day + 10} Alpha 1-0 Beta`);
  const renamedBut = (count: number) =>
    state(
      long.map((text, place) =>
        place < count ? text.replace('1-0', '5-5') : text.replace('Alpha', 'Gamma'),
      ),
    );

  it('has nine in ten of the matches', () => {
    const { renamed, suspected } = recognise(state(long), dropping(renamedBut(2)));
    expect(renamed.map(({ currentSlug }) => currentSlug)).toEqual(['gamma']);
    expect(suspected).toEqual([]);
  });

  it('is suspected with eight in ten, and nothing is done', () => {
    const { renamed, moved, suspected } = recognise(state(long), dropping(renamedBut(3)));
    expect({ renamed, moved }).toEqual({ renamed: [], moved: [] });
    expect(suspected).toEqual([
      {
        what:
          'The team Alpha (alpha) may be Gamma (gamma) now: ' +
          '17 of its 20 matches have the same day, opponent and score.',
      },
    ]);
  });

  it('is nothing with less', () => {
    expect(recognise(state(long), dropping(renamedBut(5)))).toEqual(NOTHING);
  });

  /** Without the matches of the old name. */
  function dropping(rows: RecordRows): RecordRows {
    return {
      ...rows,
      teams: rows.teams.filter(({ slug }) => slug !== 'alpha'),
      matches: rows.matches.filter(({ home }) => home !== 'alpha'),
    };
  }
});

describe('a match', () => {
  const moved = (row: string, ...by: string[]) => recognise(before, state(replaced(row, ...by)));

  it('is moved to a day within seven', () => {
    expect(moved('2019-06-04 Swaziland 3-0 Malawi', '2019-06-11 Swaziland 3-0 Malawi')).toEqual({
      ...NOTHING,
      moved: [
        {
          slug: '2019-06-04-swaziland-malawi',
          currentSlug: '2019-06-11-swaziland-malawi',
          kind: 'MOVED',
        },
      ],
    });
  });

  it('is moved with a first score, not with another one', () => {
    const first = moved('2021-01-01 Turkey NA-NA Lesotho', '2021-01-02 Turkey 3-1 Lesotho');
    expect(first.moved).toHaveLength(1);
    expect(moved('2019-06-04 Swaziland 3-0 Malawi', '2019-06-05 Swaziland 2-0 Malawi')).toEqual(
      NOTHING,
    );
  });

  it('is suspected up to 30 days away', () => {
    expect(moved('2019-06-04 Swaziland 3-0 Malawi', '2019-07-04 Swaziland 3-0 Malawi')).toEqual({
      ...NOTHING,
      suspected: [
        {
          what:
            'The match 2019-06-04-swaziland-malawi may be 2019-07-04-swaziland-malawi now: ' +
            'the days are more than 7 apart.',
        },
      ],
    });
    expect(moved('2019-06-04 Swaziland 3-0 Malawi', '2019-07-05 Swaziland 3-0 Malawi')).toEqual(
      NOTHING,
    );
  });

  it('is suspected where two days fit', () => {
    const { moved: found, suspected } = moved(
      '2019-06-04 Swaziland 3-0 Malawi',
      '2019-06-05 Swaziland 3-0 Malawi',
      '2019-06-06 Swaziland 3-0 Malawi',
    );
    expect(found).toEqual([]);
    expect(suspected).toEqual([
      {
        what:
          'The match 2019-06-04-swaziland-malawi may be 2019-06-05-swaziland-malawi or ' +
          '2019-06-06-swaziland-malawi now: more than one match fits.',
      },
    ]);
  });

  it('is suspected where two old ones fit one day', () => {
    const two = state([...BASE, '2019-06-03 Swaziland 3-0 Malawi']);
    const one = state(
      replaced('2019-06-04 Swaziland 3-0 Malawi', '2019-06-05 Swaziland 3-0 Malawi'),
    );
    const { moved: found, suspected } = recognise(two, one);
    expect(found).toEqual([]);
    expect(suspected).toHaveLength(2);
  });

  it.each(['0-3', '3-0'])('has its sides swapped, with the score %s', (score) => {
    const swapped = moved(
      '2019-06-04 Swaziland 3-0 Malawi',
      `2019-06-04 Malawi ${score} Swaziland`,
    );
    expect(swapped.moved).toEqual([
      {
        slug: '2019-06-04-swaziland-malawi',
        currentSlug: '2019-06-04-malawi-swaziland',
        kind: 'SWAPPED',
      },
    ]);
  });

  it('takes the bare slug of the one that is removed', () => {
    expect(moved('2020-03-05 Botswana 0-3 Lesotho').moved).toEqual([
      {
        slug: '2020-03-05-botswana-lesotho-2',
        currentSlug: '2020-03-05-botswana-lesotho',
        kind: 'RENAMED',
      },
    ]);
    expect(moved('2020-03-05 Botswana 2-2 Lesotho')).toEqual(NOTHING);
  });

  it('is not told of a slug that another one has taken', () => {
    const first = '2020-03-05 Botswana 0-3 Lesotho';
    expect(moved(first, '2020-03-06 Botswana 0-3 Lesotho').moved).toEqual([
      {
        slug: '2020-03-05-botswana-lesotho-2',
        currentSlug: '2020-03-05-botswana-lesotho',
        kind: 'RENAMED',
      },
    ]);
  });
});

describe('a tournament', () => {
  const of = (...names: string[]) =>
    rowsOf(BASE.map((text, place) => result(text, names[place % names.length])));

  it('is renamed where a new one has all its matches', () => {
    expect(recognise(of('COSAFA Cup', 'Friendly'), of('Southern Cup', 'Friendly'))).toEqual({
      ...NOTHING,
      renamed: [
        { entity: 'Tournament', slug: 'cosafa-cup', currentSlug: 'southern-cup', name: null },
      ],
    });
  });

  it('is not where its matches are in two, or in one that was there', () => {
    expect(recognise(of('COSAFA Cup'), of('Southern Cup', 'Cup of the South'))).toEqual(NOTHING);
    expect(recognise(of('COSAFA Cup', 'Friendly'), of('Friendly'))).toEqual(NOTHING);
  });
});

describe('a player', () => {
  const spelled = (name: (goal: string, place: number) => string) =>
    state(
      BASE,
      GOALS.map(([match, text], place) => [match, name(text, place)]),
    );

  it('is renamed with all his goals, own goals included', () => {
    const after = spelled((text) => text.replace('Felix Alpha', 'Félix Alfa'));
    expect(recognise(before, after)).toEqual({
      ...NOTHING,
      renamed: [{ entity: 'Player', slug: 'felix-alpha', currentSlug: 'felix-alfa', name: null }],
    });
  });

  it('leads on to somebody who was there before', () => {
    const after = spelled((text) => text.replace('Felix Alpha', 'Lebo Beta'));
    expect(recognise(before, after).renamed).toEqual([
      { entity: 'Player', slug: 'felix-alpha', currentSlug: 'lebo-beta', name: null },
    ]);
  });

  it('is not where two have his goals, or one of them has no scorer any more', () => {
    const two = spelled((text, place) =>
      text.replace('Felix Alpha', place ? 'Felix One' : 'Felix Two'),
    );
    expect(recognise(before, two)).toEqual(NOTHING);
    const none = spelled((text, place) => text.replace('Felix Alpha', place ? 'Felix One' : 'NA'));
    expect(recognise(before, none)).toEqual(NOTHING);
  });

  it('is not where none of his goals is left', () => {
    expect(recognise(before, state(BASE, GOALS.slice(1, 2)))).toEqual(NOTHING);
  });

  it('is himself in a minute in which another has scored too', () => {
    const match = '2019-06-04 Swaziland 3-0 Malawi';
    const goals = (...names: string[]): [string, string][] =>
      names.map((name) => [match, `Swaziland NA ${name}`]);
    const { renamed } = recognise(
      state(BASE, goals('Felix Alpha', 'Lebo Beta', 'Sipho Epsilon')),
      state(BASE, goals('Lebo Beta', 'Sipho Epsilon', 'Felix Alfa')),
    );
    expect(renamed.map(({ slug, currentSlug }) => [slug, currentSlug])).toEqual([
      ['felix-alpha', 'felix-alfa'],
    ]);
  });

  it.each([
    ['of a team that is renamed', (text: string) => text.replaceAll('Swaziland', 'Eswatini')],
    ['in a match that is moved', (text: string) => text.replace('2021-03-03', '2021-03-05')],
  ])('is found %s', (_, change) => {
    const renamed = (text: string) => change(text.replace('Felix Alpha', 'Felix Alfa'));
    const after = state(
      BASE.map(change),
      GOALS.map(([match, text]) => [change(match), renamed(text)]),
    );
    expect(recognise(before, after).renamed).toContainEqual({
      entity: 'Player',
      slug: 'felix-alpha',
      currentSlug: 'felix-alfa',
      name: null,
    });
  });
});

type League = { day: string; home: string; away: string; score: string }[];

describe('an invented record', () => {
  const TEAMS = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];
  /** A match every three weeks: none can be taken for another that was moved. */
  const league = fc
    .array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.nat(5), fc.nat(5)), {
      minLength: 1,
      maxLength: 60,
    })
    .map((rows) =>
      rows.map(([home, step, own, other], place) => ({
        day: new Date(Date.UTC(2000, 0, 1 + 40 * place)).toISOString().slice(0, 10),
        home: TEAMS[home] ?? '',
        away: TEAMS[(home + step) % 6] ?? '',
        score: `${own}-${other}`,
      })),
    );
  const stateOf = (rows: League) =>
    state(
      rows.map(({ day, home, away, score }) => `${day} ${home} ${score} ${away}`),
      [],
    );

  it('has all matches again where all of some teams are renamed', () => {
    fc.assert(
      fc.property(league, fc.subarray(TEAMS, { minLength: 1, maxLength: 3 }), (rows, names) => {
        const rename = (name: string) => (names.includes(name) ? `${name} United` : name);
        const now = rows.map((row) => ({ ...row, home: rename(row.home), away: rename(row.away) }));
        const { renamed, suspected } = recognise(stateOf(rows), stateOf(now));
        for (const { slug, currentSlug } of renamed) expect(currentSlug).toBe(`${slug}-united`);
        const known = names.filter((name) =>
          rows.some((row) => [row.home, row.away].includes(name)),
        );
        expect(renamed.length).toBe(known.length);
        expect(suspected).toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });

  it('tells each old slug once, and none that is borne, to one that is', () => {
    const change = fc.record({
      place: fc.nat(59),
      kind: fc.constantFrom('drop', 'move', 'swap', 'score', 'rename'),
    });
    fc.assert(
      fc.property(league, fc.array(change, { maxLength: 10 }), (rows, changes) => {
        const after = stateOf(changes.reduce(changed, rows));
        const { renamed, moved } = recognise(stateOf(rows), after);
        const living = new Set(after.matches.map(({ slug }) => slug));
        const teams = new Set(after.teams.map(({ slug }) => slug));
        for (const { slug, currentSlug } of moved) {
          expect([living.has(slug), living.has(currentSlug)]).toEqual([false, true]);
        }
        for (const { slug, currentSlug } of renamed.filter(({ entity }) => entity === 'Team')) {
          expect([teams.has(slug), teams.has(currentSlug)]).toEqual([false, true]);
        }
        for (const list of [moved, renamed]) {
          const keys = list.map((one) => `${'entity' in one ? one.entity : ''} ${one.slug}`);
          expect(new Set(keys).size).toBe(keys.length);
        }
        const targets = moved.map(({ currentSlug }) => currentSlug);
        expect(new Set(targets).size).toBe(targets.length);
      }),
      { numRuns: runs(300) },
    );
  });

  function changed(rows: League, { place, kind }: { place: number; kind: string }): League {
    const row = rows[place % Math.max(rows.length, 1)];
    if (!row) return rows;
    const put = (...by: League) => rows.flatMap((one) => (one === row ? by : [one]));
    const nextDay = () => new Date(Date.parse(row.day) + 86_400_000).toISOString().slice(0, 10);
    const rename = (name: string) => (name === row.home ? `${name} United` : name);
    switch (kind) {
      case 'drop':
        return put();
      case 'move':
        return put({ ...row, day: nextDay() });
      case 'swap':
        return put({ ...row, home: row.away, away: row.home });
      case 'score':
        return put({ ...row, score: '9-9' });
      default:
        return rows.map((one) => ({ ...one, home: rename(one.home), away: rename(one.away) }));
    }
  }
});
