import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSeed } from '../../../src/importers/documents/seed.js';
import { DocumentError } from '../../../src/importers/documents/yaml.js';
import type { Citation, Facts, MatchFact } from '../../../src/importers/facts.js';
import { SEED } from '../../support/record.js';

const RECORD = 'international-results';
const FJELSTUL = 'fjelstul-world-cup';
const ARTICLE = '2022-12-11-kane-execution-let-me-down';
const REPORT = '2022-12-10-france-knock-england-out';

const seed = readSeed(SEED);
const goals = seed.matches.flatMap((match) => match.goals);
const penalties = seed.matches.flatMap((match) => match.penalties);

/** The match of a slug, in the facts of the seed. */
function matchOf(slug: string, facts: Facts = seed): MatchFact {
  const match = facts.matches.find((other) => other.slug === slug);
  if (!match) throw new Error(`The seed has no match ${slug}.`);
  return match;
}

describe('the seed', () => {
  it('has as many facts as its documents list', () => {
    const { teams, tournaments, editions, players, matches, articles, quotes } = seed;
    const { figures, holdings } = seed;
    const lists = { teams, tournaments, editions, players, matches, articles, quotes, figures };
    const counts = Object.entries({ ...lists, holdings }).map(([name, list]) => [
      name,
      list.length,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      teams: 58,
      tournaments: 5,
      editions: 23,
      players: 2,
      matches: 99,
      articles: 1,
      quotes: 2,
      figures: 11,
      holdings: 1,
    });
  });

  it('has 371 goals, 16 of them own goals and 49 penalties, and the goals of every score', () => {
    expect(goals).toHaveLength(371);
    expect(goals.filter(({ ownGoal }) => ownGoal)).toHaveLength(16);
    expect(goals.filter(({ penalty }) => penalty)).toHaveLength(49);
    for (const { slug, home, away, homeScore, awayScore, goals: scored } of seed.matches) {
      const gained = (team: string) => scored.filter((goal) => goal.team === team).length;
      expect([slug, gained(home), gained(away)]).toEqual([slug, homeScore, awayScore]);
    }
  });

  it('has 50 penalties in play, of which one was missed, and 51 kicks of six shoot-outs', () => {
    const inPlay = penalties.filter(({ kind }) => kind === 'IN_PLAY');
    expect(inPlay).toHaveLength(50);
    expect(inPlay.filter(({ outcome }) => outcome !== 'SCORED')).toHaveLength(1);
    expect(penalties.filter(({ kind }) => kind === 'SHOOTOUT')).toHaveLength(51);
    expect(seed.matches.filter(({ shootout }) => shootout !== null)).toHaveLength(6);
  });

  it('has for every goal the key of its match and its place there', () => {
    for (const { key, goals: scored } of seed.matches) {
      expect(scored.map((goal) => goal.key)).toEqual(
        scored.map((_, place) => `${key}/${place + 1}`),
      );
    }
  });

  it('cites only sources that it lists, and names only teams that it lists', () => {
    const sources = new Set(seed.sources.map(({ slug }) => slug));
    const teams = new Set(seed.teams.map(({ slug }) => slug));
    const lists: Citation[][] = [seed.teams, seed.tournaments, seed.editions, seed.matches, goals];
    for (const { source } of [...lists.flat(), ...penalties, ...seed.figures, ...seed.quotes]) {
      expect(sources).toContain(source);
    }
    const named = seed.matches.flatMap(({ home, away }) => [home, away]);
    const hosts = seed.editions.flatMap((edition) => [
      ...edition.hosts,
      edition.winner,
      edition.runnerUp,
    ]);
    for (const team of [...named, ...hosts]) expect(teams).toContain(team);
  });

  it('names no match and no fact twice', () => {
    const slugs = seed.matches.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    const keys = seed.figures.map(({ source, key }) => `${source} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the quarter-final of England and France', () => {
  const match = matchOf('2022-12-10-england-france');

  it('has what the record says, and what a further source adds', () => {
    expect(match).toMatchObject({
      source: RECORD,
      key: '2022-12-10/england/france',
      date: '2022-12-10',
      home: 'england',
      away: 'france',
      homeScore: 1,
      awayScore: 2,
      tournament: 'fifa-world-cup',
      edition: 2022,
      stage: 'quarter-finals',
      group: null,
      stadium: 'Al Bayt Stadium',
      city: 'Al Khor',
      country: 'Qatar',
      neutral: true,
      afterExtraTime: false,
      shootout: null,
      discrepancies: [],
      citedBy: [{ source: FJELSTUL, key: 'M-2022-60' }],
    });
  });

  it("has Kane's goal of the 54th minute from both sources", () => {
    expect(match.goals[1]).toEqual({
      source: RECORD,
      key: '2022-12-10/england/france/2',
      team: 'england',
      scorer: { name: 'Harry Kane', team: 'england' },
      minute: 54,
      stoppage: null,
      ownGoal: false,
      penalty: true,
      citedBy: [{ source: FJELSTUL, key: 'G-3622' }],
    });
  });

  it('has the penalty of that goal, told of again by the article, its foul by a report', () => {
    expect(match.penalties[0]).toEqual({
      source: RECORD,
      key: '2022-12-10/england/france/2/penalty',
      name: '54-harry-kane',
      kind: 'IN_PLAY',
      team: 'england',
      taker: { name: 'Harry Kane', team: 'england' },
      minute: 54,
      stoppage: null,
      outcome: 'SCORED',
      detail: null,
      foulBy: { name: 'Aurélien Tchouaméni', team: 'france' },
      foulOn: { name: 'Bukayo Saka', team: 'england' },
      citedBy: [
        { source: ARTICLE, key: '2022-12-10-england-france/54-harry-kane' },
        { source: REPORT, key: '2022-12-10-england-france/54-harry-kane' },
      ],
    });
  });

  it('has the penalty that was missed, from the article alone', () => {
    expect(match.penalties).toHaveLength(2);
    expect(match.penalties[1]).toEqual({
      source: ARTICLE,
      key: '2022-12-10-england-france/84-harry-kane',
      name: '84-harry-kane',
      kind: 'IN_PLAY',
      team: 'england',
      taker: { name: 'Harry Kane', team: 'england' },
      minute: 84,
      stoppage: null,
      outcome: 'MISSED',
      detail: 'over the crossbar',
      foulBy: { name: 'Théo Hernandez', team: 'france' },
      foulOn: { name: 'Mason Mount', team: 'england' },
      citedBy: [],
    });
  });
});

describe('a goal', () => {
  it('into the own net is credited to the side that gains it, by a scorer of the other', () => {
    expect(matchOf('2022-12-03-argentina-australia').goals[2]).toMatchObject({
      team: 'australia',
      scorer: { name: 'Enzo Fernández', team: 'argentina' },
      ownGoal: true,
    });
    expect(matchOf('2014-11-15-england-slovenia').goals[0]).toMatchObject({
      team: 'slovenia',
      scorer: { name: 'Jordan Henderson', team: 'england' },
      ownGoal: true,
    });
  });

  it('has the stoppage time of the further source, where the record has none', () => {
    expect(matchOf('2022-11-21-england-iran').goals[7]).toMatchObject({
      minute: 90,
      stoppage: 13,
      penalty: true,
    });
    expect(matchOf('2022-12-09-croatia-brazil').goals[0]).toMatchObject({
      minute: 105,
      stoppage: 1,
    });
  });

  it('from the spot has its stoppage time as a penalty too', () => {
    expect(matchOf('2022-11-21-england-iran').penalties).toMatchObject([
      { name: '90-mehdi-taremi', minute: 90, stoppage: 13, outcome: 'SCORED' },
    ]);
  });

  it('of a minute on which sources disagree keeps that of the record, and both are told', () => {
    const final = matchOf('2022-12-18-argentina-france');
    expect(final.goals[4]).toMatchObject({ minute: 109, citedBy: [{ key: 'G-3636' }] });
    expect(final.discrepancies).toEqual([
      {
        field: 'goal 5 minute',
        values: [
          { source: RECORD, value: '109' },
          { source: FJELSTUL, value: '108' },
        ],
      },
    ]);
    expect(seed.matches.flatMap(({ discrepancies }) => discrepancies)).toHaveLength(1);
  });
});

describe('a shoot-out', () => {
  it("has the home side's kicks first, each side's in its own order", () => {
    const kicks = matchOf('2022-12-18-argentina-france').penalties.filter(
      ({ kind }) => kind === 'SHOOTOUT',
    );
    expect(kicks.map(({ name, taker, outcome }) => [name, taker?.name, outcome])).toEqual([
      ['argentina-1', 'Lionel Messi', 'SCORED'],
      ['argentina-2', 'Paulo Dybala', 'SCORED'],
      ['argentina-3', 'Leandro Paredes', 'SCORED'],
      ['argentina-4', 'Gonzalo Montiel', 'SCORED'],
      ['france-1', 'Kylian Mbappé', 'SCORED'],
      ['france-2', 'Kingsley Coman', 'NOT_SCORED'],
      ['france-3', 'Aurélien Tchouaméni', 'NOT_SCORED'],
      ['france-4', 'Randal Kolo Muani', 'SCORED'],
    ]);
    expect(kicks[0]).toMatchObject({ source: FJELSTUL, key: 'PK-389', minute: null });
  });

  it('comes after the penalties in play, which stand by the minute', () => {
    const final = matchOf('2022-12-18-argentina-france').penalties.map(({ name }) => name);
    expect(final.slice(0, 4)).toEqual([
      '23-lionel-messi',
      '80-kylian-mbappe',
      '118-kylian-mbappe',
      'argentina-1',
    ]);
  });

  it('has a winner and, where known, the side that went first', () => {
    expect(matchOf('2022-12-05-japan-croatia')).toMatchObject({
      homeScore: 1,
      awayScore: 1,
      shootout: { source: RECORD, winner: 'croatia', firstShooter: 'japan' },
    });
  });
});

describe('editions', () => {
  const edition = (year: number) => seed.editions.find((other) => other.year === year);

  it('have the winner that a source states: Uruguay in 1950, when no match was the final', () => {
    expect(edition(1950)).toMatchObject({
      source: FJELSTUL,
      key: 'WC-1950',
      tournament: 'fifa-world-cup',
      winner: 'uruguay',
      runnerUp: 'brazil',
    });
  });

  it('keep the order of their hosts, and a source of their own where they have one', () => {
    expect(edition(2002)?.hosts).toEqual(['japan', 'south-korea']);
    expect(edition(2026)).toMatchObject({
      source: 'openfootball-worldcup',
      hosts: ['canada', 'mexico', 'united-states'],
    });
  });
});

describe('teams, people, figures and words', () => {
  it('a team has its former names, with the days of each', () => {
    expect(seed.teams.find(({ slug }) => slug === 'russia')).toMatchObject({
      name: 'Russia',
      category: 'MEN',
      formerNames: [
        { name: 'Soviet Union', from: '1924-11-16', to: '1991-11-13' },
        { name: 'CIS', from: '1992-01-25', to: '1992-06-18' },
      ],
    });
  });

  it('a birth day belongs to a name in the list of a team', () => {
    expect(seed.players).toContainEqual({
      source: 'world-cup-squads',
      key: 'England/Harry Kane',
      name: 'Harry Kane',
      team: 'england',
      birthDate: '1993-07-28',
    });
  });

  it('a line on goals and caps is two figures; a squad list without goals is one', () => {
    const said = (source: string, player: string) =>
      seed.figures
        .filter((figure) => figure.source === source && figure.player.name === player)
        .map(({ measure, value, asOf }) => [measure, value, asOf]);
    expect(said(ARTICLE, 'Wayne Rooney')).toEqual([
      ['GOALS', 53, '2022-12-11'],
      ['CAPS', 118, '2022-12-11'],
    ]);
    expect(said('world-cup-squads', 'Wayne Rooney')).toEqual([
      ['CAPS', 29, '2006-06-09'],
      ['CAPS', 60, '2010-06-11'],
      ['CAPS', 92, '2014-06-12'],
    ]);
  });

  it('an article is a source of its own, and its quotes know the match they are about', () => {
    expect(seed.sources).toContainEqual(
      expect.objectContaining({ slug: ARTICLE, kind: 'ARTICLE', publisher: 'Sportskeeda' }),
    );
    expect(seed.quotes[0]).toMatchObject({
      source: ARTICLE,
      key: 'quote 1',
      speaker: { name: 'Harry Kane', team: 'england' },
      text: expect.stringContaining("didn't execute it the way I wanted to"),
      reportedBy: 'ESPN',
      saidOn: '2022-12-10',
      match: '2022-12-10-england-france',
      article: ARTICLE,
    });
  });

  it('what is held is England between two matches that the seed lacks, as the results dataset lists it', () => {
    expect(seed.holdings).toMatchObject([
      {
        completeness: 'LISTED',
        team: 'england',
        tournament: null,
        from: '2022-09-27',
        to: '2023-06-15',
      },
    ]);
  });
});

const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the seed in which one text of one document is another. */
function seedWith(file: string, text: string, other: string): string {
  const copy = mkdtempSync(path.join(folder, 'seed-'));
  cpSync(SEED, copy, { recursive: true });
  const whole = readFileSync(path.join(copy, file), 'utf8');
  const parts = whole.split(text);
  expect(parts, `${file} has "${text}" once`).toHaveLength(2);
  writeFileSync(path.join(copy, file), parts.join(other));
  return copy;
}

/** What is said of such a copy. */
function refusal(file: string, text: string, other: string): string {
  const copy = seedWith(file, text, other);
  try {
    readSeed(copy);
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    expect((error as Error).message).not.toContain('\n');
    return (error as Error).message.replace(copy + path.sep, '');
  }
  throw new Error('The seed was accepted.');
}

const WORLD_CUP = 'matches/2022-world-cup.yaml';
const ARTICLE_FILE = `articles/${ARTICLE}.yaml`;

describe('a seed that contradicts itself is refused', () => {
  it('where a goal is credited to a team that did not play', () => {
    expect(
      refusal(WORLD_CUP, "54' Harry Kane, England, penalty", "54' Harry Kane, Wales, penalty"),
    ).toBe('2022-12-10/england/france: goal 2 is credited to wales, which did not play');
  });

  it('where the word after the team is none that is known', () => {
    expect(
      refusal(WORLD_CUP, "54' Harry Kane, England, penalty", "54' Harry Kane, England, pen"),
    ).toContain('goal 2 is credited to pen, which did not play');
  });

  it('where a kick is taken by a team that did not play', () => {
    expect(
      refusal(WORLD_CUP, 'PK-389 Lionel Messi, Argentina', 'PK-389 Lionel Messi, Wales'),
    ).toMatch(/2022-12-18\/argentina\/france.*wales/);
  });

  it('where a shoot-out is won by a team that did not play', () => {
    const winner = '{ winner: Argentina, first: France }';
    expect(refusal(WORLD_CUP, winner, '{ winner: Wales, first: France }')).toMatch(
      /2022-12-18\/argentina\/france.*wales/,
    );
  });

  it('where an article tells of a penalty in a match that the seed lacks', () => {
    const lines = (match: string) => `- match: ${match}\n    minute: 84`;
    expect(
      refusal(
        ARTICLE_FILE,
        lines('2022-12-10-england-france'),
        lines('2022-12-10-england-germany'),
      ),
    ).toBe(`${ARTICLE}: the seed has no match 2022-12-10-england-germany`);
  });

  it("where an article contradicts a penalty's outcome", () => {
    expect(refusal(ARTICLE_FILE, '    outcome: SCORED', '    outcome: SAVED')).toBe(
      `${ARTICLE}: 2022-12-10-england-france 54-harry-kane is SCORED on record, not SAVED`,
    );
  });

  it('where a report contradicts the article on a miss', () => {
    const entry = [
      '    - match: 2022-12-10-england-france',
      '      minute: 84',
      '      taker: Harry Kane, England',
      '      outcome: SAVED',
    ];
    const list = '  penalties:\n';
    expect(refusal('reports.yaml', list, `${list}${entry.join('\n')}\n`)).toBe(
      `${REPORT}: 2022-12-10-england-france 84-harry-kane is MISSED on record, not SAVED`,
    );
  });

  it('where a further source lists fewer goals than the match has, by the match', () => {
    expect(refusal(WORLD_CUP, "          - G-3637 118'\n", '')).toMatch(
      /2022-12-18\/argentina\/france.*fjelstul-world-cup.*5 goals/,
    );
  });

  it('where a further source lists more goals than the match has, by the match', () => {
    const last = "          - G-3637 118'\n";
    expect(refusal(WORLD_CUP, last, `${last}          - G-9999 119'\n`)).toMatch(
      /2022-12-18\/argentina\/france.*fjelstul-world-cup.*7 goals/,
    );
  });

  it('where a line is not written as it should be, by file, line and field', () => {
    const place = readFileSync(path.join(SEED, WORLD_CUP), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes("54' Harry Kane"));
    expect(
      refusal(WORLD_CUP, "54' Harry Kane, England, penalty", '54 Harry Kane, England'),
    ).toMatch(
      new RegExp(
        `^matches/2022-world-cup\\.yaml, line ${place + 1}, matches\\.\\d+\\.goals\\.1: "54 Harry Kane, England" is not written like `,
      ),
    );
  });

  it('where a day is none', () => {
    expect(refusal('squads.yaml', 'born: 1993-07-28', 'born: 1993-02-30')).toMatch(
      /^squads\.yaml, line \d+, players\.0\.born: /,
    );
  });

  it('where it has no matches', () => {
    const copy = seedWith(
      'sources.yaml',
      'kind: DATASET\n  publisher: Scoresheet',
      'kind: DATASET',
    );
    for (const file of readdirSync(path.join(copy, 'matches'))) {
      rmSync(path.join(copy, 'matches', file));
    }
    expect(() => readSeed(copy)).toThrow(/matches: no document ends in \.yaml/);
  });
});

describe('a seed is read', () => {
  it('with what one document adds to the others', () => {
    const copy = seedWith(
      ARTICLE_FILE,
      '    detail: over the crossbar\n',
      '    detail: high over the bar\n',
    );
    expect(matchOf('2022-12-10-england-france', readSeed(copy)).penalties[1]).toMatchObject({
      detail: 'high over the bar',
    });
  });

  it('the same way each time', () => {
    expect(readSeed(SEED)).toEqual(seed);
  });
});
