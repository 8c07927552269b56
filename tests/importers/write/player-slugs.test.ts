import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_FACTS, type MatchFact } from '../../../src/importers/facts.js';
import {
  assignPlayerSlugs,
  listNamedPlayers,
  type SlugCandidate,
} from '../../../src/importers/write/player-slugs.js';
import { slugify } from '../../../src/text/slug.js';
import { runs } from '../../support/runs.js';

/** The slugs of people, in their order, from `name, team` each. */
function slugs(...listed: string[]): string[] {
  const people = listed.map((text, id): SlugCandidate => {
    const [name = '', team = ''] = text.split(', ');
    return { id, name, team };
  });
  return [...assignPlayerSlugs(people).values()];
}

describe('the slug of a player', () => {
  it('is the bare name where nobody shares it', () => {
    expect(slugs('Harry Kane, england', 'Kylian Mbappé, france', "Kolo N'Goran, togo")).toEqual([
      'harry-kane',
      'kylian-mbappe',
      'kolo-n-goran',
    ]);
  });

  it('has the team where the name is shared, for each who shares it', () => {
    expect(slugs('Luis Suárez, uruguay', 'Harry Kane, england', 'Luis Suárez, spain')).toEqual([
      'luis-suarez-uruguay',
      'harry-kane',
      'luis-suarez-spain',
    ]);
  });

  it('has the team where two names differ in their accents alone', () => {
    expect(slugs('Luis Suarez, colombia', 'Luis Suárez, uruguay')).toEqual([
      'luis-suarez-colombia',
      'luis-suarez-uruguay',
    ]);
  });

  it('has a number where even the team is shared, in the order of the people', () => {
    expect(
      slugs('Kim Min-jae, south-korea', 'Kim Min Jae, south-korea', 'Kim Min-jae, china'),
    ).toEqual(['kim-min-jae-south-korea', 'kim-min-jae-south-korea-2', 'kim-min-jae-china']);
  });

  it('is the bare name of the one who alone has it, though another looks like it with his team', () => {
    expect(slugs('Ana, spain', 'Ana, peru', 'Ana Spain, england')[2]).toBe('ana-spain');
    expect(new Set(slugs('Ana, spain', 'Ana, peru', 'Ana Spain, england')).size).toBe(3);
  });

  it('is of one person alone, though somebody is called like a slug with a number', () => {
    const four = slugs('Kim, china', 'Kim, china', 'Kim, peru', 'Kim China 2, england');
    expect(new Set(four).size).toBe(4);
  });
});

/** Few words, so that names meet each other, teams and numbers. */
const anyWord = fc.constantFrom('Ana', 'ána', 'Peru', '2');
const anyTeam = fc.constantFrom('peru', 'ana');
const anyName = fc.array(anyWord, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const anyPeople = fc
  .array(fc.record({ name: anyName, team: anyTeam }), { maxLength: 12 })
  .map((people): SlugCandidate[] => people.map((person, id) => ({ id, ...person })));

describe('the slugs of all players', () => {
  it('are one for each, and no two are alike, whatever the names', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const found = assignPlayerSlugs(people);
        expect([...found.keys()]).toEqual(people.map(({ id }) => id));
        expect(new Set(found.values()).size).toBe(people.length);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('are bare only where the name is the only one of its kind', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const found = assignPlayerSlugs(people);
        for (const { id, name } of people) {
          const bare = slugify(name);
          const shared = people.some((other) => other.id !== id && slugify(other.name) === bare);
          expect(found.get(id) === bare).toBe(!shared);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('begin with the bare name', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const found = assignPlayerSlugs(people);
        for (const { id, name } of people)
          expect(found.get(id)?.startsWith(slugify(name))).toBe(true);
      }),
    );
  });
});

describe('everybody whom the facts name', () => {
  const from = { source: 'international-results', key: 'a key' };
  const kane = { name: 'Harry Kane', team: 'england' };
  const goal = {
    ...from,
    team: 'england',
    minute: 54,
    stoppage: null,
    ownGoal: false,
    penalty: false,
    citedBy: [],
  };
  const match: MatchFact = {
    ...from,
    slug: '2022-12-10-england-france',
    date: '2022-12-10',
    ordinal: 1,
    home: 'england',
    away: 'france',
    homeScore: 1,
    awayScore: 2,
    tournament: 'fifa-world-cup',
    edition: null,
    stage: null,
    group: null,
    stadium: null,
    city: 'Al Khor',
    country: 'Qatar',
    neutral: true,
    afterExtraTime: null,
    possiblyAwarded: false,
    goals: [
      { ...goal, scorer: kane },
      { ...goal, scorer: null },
    ],
    penalties: [
      {
        source: 'an-article',
        key: 'a key',
        name: '84-harry-kane',
        kind: 'IN_PLAY',
        team: 'england',
        taker: kane,
        minute: 84,
        stoppage: null,
        outcome: 'MISSED',
        detail: null,
        foulBy: { name: 'Théo Hernandez', team: 'france' },
        foulOn: { name: 'Mason Mount', team: 'england' },
        citedBy: [],
      },
    ],
    shootout: null,
    discrepancies: [],
    citedBy: [],
  };
  const quote = {
    ...from,
    speaker: { name: 'Gareth Southgate', team: 'england' },
    text: 'We win and lose as a team.',
    reportedBy: 'BBC',
    saidOn: null,
    match: null,
    article: null,
  };
  const figure = {
    ...from,
    measure: 'CAPS' as const,
    value: 118,
    asOf: '2022-12-11',
    statement: 'So.',
  };
  const facts = {
    ...EMPTY_FACTS,
    matches: [match, match],
    players: [{ ...from, ...kane, birthDate: '1993-07-28' }],
    quotes: [quote],
    figures: [{ ...figure, player: { name: 'Wayne Rooney', team: 'england' } }],
  };

  it('is there once: scorers, takers, those of fouls, speakers, those of figures', () => {
    expect(listNamedPlayers(facts).map(({ name }) => name)).toEqual([
      'Harry Kane',
      'Théo Hernandez',
      'Mason Mount',
      'Gareth Southgate',
      'Wayne Rooney',
    ]);
  });

  it('has the source that named him first, and the team that lists him', () => {
    expect(listNamedPlayers(facts)[0]).toEqual({
      ...kane,
      source: 'international-results',
      key: 'england/Harry Kane',
    });
    expect(listNamedPlayers(facts)[1]).toMatchObject({ team: 'france', source: 'an-article' });
  });

  it('is two where two teams list the name: nobody is merged by likeness', () => {
    const other = { ...from, name: 'Harry Kane', team: 'australia', birthDate: '1993-07-28' };
    const two = listNamedPlayers({ ...facts, players: [other] }).filter(
      ({ name }) => name === 'Harry Kane',
    );
    expect(two.map(({ team }) => team)).toEqual(['england', 'australia']);
  });

  it('is nobody without a fact', () => {
    expect(listNamedPlayers(EMPTY_FACTS)).toEqual([]);
  });
});
