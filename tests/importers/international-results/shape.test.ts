import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAliases } from '../../../src/importers/aliases.js';
import { FileError } from '../../../src/importers/csv.js';
import type { ShapedFacts, SourceFact } from '../../../src/importers/facts.js';
import { readResultFiles } from '../../../src/importers/international-results/files.js';
import { shapeResults } from '../../../src/importers/international-results/shape.js';
import { runs } from '../../support/runs.js';
import { type Invented, resultsFolder, SMALL } from '../results-folder.js';

const SOURCE: SourceFact = {
  slug: 'international-results',
  title: 'Results',
  kind: 'DATASET',
  publisher: null,
  publishedOn: null,
  url: null,
  license: null,
  attribution: null,
};

async function shape(
  invented: Partial<Invented>,
  text?: Parameters<typeof resultsFolder>[1],
): Promise<ShapedFacts> {
  const { folder, remove } = resultsFolder(invented, text);
  try {
    return shapeResults(await readResultFiles(folder), {
      source: SOURCE,
      category: 'MEN',
      suffix: '',
      aliases: readAliases('MEN'),
    });
  } finally {
    remove();
  }
}

const adding = (file: keyof Invented, line: string): Partial<Invented> => ({
  [file]: [...SMALL[file], line],
});

/** How many facts there are of each kind. */
const sizes = ({ facts: { matches, teams } }: ShapedFacts) => ({
  matches: matches.length,
  goals: matches.flatMap(({ goals }) => goals).length,
  shootouts: matches.filter(({ shootout }) => shootout).length,
  formerNames: teams.flatMap(({ formerNames }) => formerNames).length,
});

const ALL = { matches: 3, goals: 5, shootouts: 1, formerNames: 1 };

describe('the results dataset', () => {
  let small: ShapedFacts;
  beforeAll(async () => {
    small = await shape({});
  });

  it('becomes facts, each with its own key', () => {
    expect(sizes(small)).toEqual(ALL);
    expect(small.rejected).toEqual([]);
    expect(small.facts.matches.map(({ key, ordinal }) => [key, ordinal])).toEqual([
      ['1990-06-08/atlantis/lemuria', 1],
      ['1990-06-12/mu/atlantis', 1],
      ['1990-06-20/lemuria/mu', 1],
    ]);
  });

  it('credits an own goal to the side that gains it, and lists its scorer for the other', () => {
    expect(small.facts.matches[0]?.goals[2]).toMatchObject({
      team: 'atlantis',
      scorer: { name: 'Tlavatli', team: 'lemuria' },
      ownGoal: true,
    });
  });

  it('has nobody called NA, and no minute of that name', () => {
    expect(small.facts.matches[1]?.goals[0]).toMatchObject({ scorer: null, minute: null });
    expect(small.warnings).toContainEqual({ kind: 'unknown-scorers', count: 1 });
  });

  it('lists every match from the first day to the last, and holds no tournament that lacks matches', () => {
    expect(small.facts.holdings).toMatchObject([
      {
        completeness: 'LISTED',
        team: null,
        tournament: null,
        from: '1990-06-08',
        to: '1990-06-20',
      },
    ]);
  });

  it('keeps a second match of the pair on a day, under a number', async () => {
    const { facts, warnings } = await shape(
      adding('results', '1990-06-08,Atlantis,Lemuria,0,0,Friendly,Poseidonis,Atlantis,FALSE'),
    );
    expect(facts.matches.at(-1)).toMatchObject({
      slug: '1990-06-08-atlantis-lemuria-2',
      key: '1990-06-08/atlantis/lemuria/2',
      ordinal: 2,
    });
    expect(warnings).toContainEqual({ kind: 'equal-keys', count: 1 });
  });

  it('takes a fixture without a score as unplayed', async () => {
    const { facts } = await shape(
      adding('results', '2030-06-08,Atlantis,Mu,NA,NA,Friendly,Poseidonis,Atlantis,FALSE'),
    );
    expect(facts.matches.at(-1)).toMatchObject({ homeScore: null, awayScore: null });
    expect(facts.holdings[0]?.to).toBe('1990-06-20');
  });

  it('invents nobody for an own goal of a man who scored for the gaining side that day', async () => {
    const { facts, warnings } = await shape({
      results: ['1990-06-08,Atlantis,Lemuria,2,0,FIFA World Cup,Poseidonis,Atlantis,FALSE'],
      goalscorers: [
        '1990-06-08,Atlantis,Lemuria,Atlantis,Kleito,12,FALSE,FALSE',
        '1990-06-08,Atlantis,Lemuria,Atlantis,Kleito,80,TRUE,FALSE',
      ],
      shootouts: [],
      former_names: [],
    });
    expect(facts.matches[0]?.goals[1]?.scorer).toEqual({ name: 'Kleito', team: 'atlantis' });
    expect(warnings).toContainEqual({ kind: 'own-goals-for-the-own-side', count: 1 });
  });

  it.each([
    ['results', '1990-02-30,Atlantis,Mu,1,0,Friendly,A,B,FALSE', '"1990-02-30" is no day'],
    ['results', '1990-07-01,Atlantis,Mu,x,0,Friendly,A,B,FALSE', '"x" is no score'],
    ['results', '1990-07-01,Atlantis,Mu,1,NA,Friendly,A,B,FALSE', 'one side has a score'],
    ['results', '1990-07-01,Atlantis,Atlantis,1,0,Friendly,A,B,FALSE', 'cannot play itself'],
    [
      'results',
      '1990-07-01,Atlantis,Mu,1,0,Friendly,A,B,maybe',
      '"maybe" is neither TRUE nor FALSE',
    ],
    ['results', '1990-07-01,Atlantis,Mu,1,0', 'Invalid Record Length'],
    ['results', '1990-07-01,NA,NA,NA,NA,Friendly,A,B,FALSE', 'a side is not drawn yet'],
    ['results', '1990-07-01,Mu,NA,NA,NA,Friendly,A,B,FALSE', 'a side is not drawn yet'],
    ['results', '1990-07-01,Mu,Mú,1,0,Friendly,A,B,FALSE', '"Mu" cannot play itself'],
    ['results', '1990-07-01,Mu,中国,1,0,Friendly,A,B,FALSE', '"中国" has no letter or digit'],
    [
      'goalscorers',
      '1990-06-20,Lemuria,Mu,Atlantis,Kleito,1,FALSE,FALSE',
      '"Atlantis" did not play',
    ],
    [
      'goalscorers',
      '1990-06-21,Lemuria,Mu,Mu,Kleito,1,FALSE,FALSE',
      'there is no match Lemuria v Mu',
    ],
    ['goalscorers', '1990-06-20,Lemuria,Mu,Lemuria,Kleito,0,FALSE,FALSE', '"0" is no minute'],
    [
      'goalscorers',
      '1990-06-20,Lemuria,Mu,Mu,Kleito,5,FALSE,FALSE',
      '"Mu" has 0 goals in the score',
    ],
    ['shootouts', '1990-06-20,Lemuria,Mu,Atlantis,', '"Atlantis" did not play'],
    ['shootouts', '1990-06-12,Mu,Atlantis,Mu,', 'has a shoot-out already'],
    ['former_names', 'Thule,Hyperborea,1950-01-01,1960-01-01', 'no team is called "Thule"'],
    ['former_names', 'Mu,Hiva,1950-01-01,never', '"1950-01-01" to "never" are no days'],
    ['former_names', 'Mu,Hiva,1950-01-02,1950-01-01', '"1950-01-01" is before "1950-01-02"'],
    ['former_names', 'Mu,Hiva,1950-01-01,1960-01-01', '"Hiva" from "1950-01-01" is there already'],
    ['former_names', 'Mu,,1950-01-01,1960-01-01', 'the former name is empty'],
  ] as const)('rejects a row of %s, and that row alone: %s', async (file, line, reason) => {
    const shaped = await shape(adding(file, line));
    expect(shaped.rejected).toHaveLength(1);
    expect(shaped.rejected[0]).toMatchObject({
      file: `${file}.csv`,
      line: SMALL[file].length + 2,
      text: line,
    });
    expect(shaped.rejected[0]?.reason).toContain(reason);
    expect(sizes(shaped)).toEqual(ALL);
  });

  it('makes no team, tournament or former name of a row that is rejected', async () => {
    const { facts, rejected } = await shape({
      results: [...SMALL.results, '1990-13-01,Thule,Mu,1,0,Thule Cup,A,B,FALSE'],
      former_names: [...SMALL.former_names, 'Thule,Hyperborea,1950-01-01,1960-01-01'],
    });
    expect(facts.teams).toEqual(small.facts.teams);
    expect(facts.tournaments).toEqual(small.facts.tournaments);
    expect(rejected).toHaveLength(2);
  });

  it('does not mind blanks around a field, of any kind', async () => {
    const shaped = await shape({}, (_, lines) =>
      lines.map((line) => line.replaceAll(',', ' ,\u00A0')).join('\n'),
    );
    expect(shaped).toEqual(small);
  });

  it('makes one team and one tournament of two spellings of a slug: the commonest, else the first', async () => {
    const row = (home: string, tournament: string, day: number) =>
      `1990-07-0${day},${home},Mu,1,0,${tournament},A,B,FALSE`;
    const { facts, warnings } = await shape({
      results: [
        ...SMALL.results,
        row('Réunion', 'Gold Cup', 1),
        row('Reunion', 'Gold cup', 2),
        row('Reunion', 'Gold Cup', 3),
        row('Thulé', 'Friendly', 4),
        row('Thule', 'Friendly', 5),
      ],
      former_names: [...SMALL.former_names, 'Réunion,Bourbon,1950-01-01,1960-01-01'],
    });
    const named = (slug: string) => facts.teams.filter((team) => team.slug === slug);
    expect(named('reunion')).toMatchObject([
      { name: 'Réunion', formerNames: [{ name: 'Bourbon', key: 'Réunion/Bourbon/1950-01-01' }] },
    ]);
    expect(named('thule')).toMatchObject([{ name: 'Thulé' }]);
    expect(facts.tournaments.map(({ name }) => name)).toContain('Gold Cup');
    expect(facts.tournaments.map(({ name }) => name)).not.toContain('Gold cup');
    expect(warnings).toContainEqual({ kind: 'two-spellings', count: 3 });
  });

  describe('of two spellings of a scorer in one team', () => {
    const RESULT = '1990-06-08,Atlantis,Lemuria,9,9,FIFA World Cup,Poseidonis,Atlantis,FALSE';
    const goal = (scorer: string, minute: number, kind = 'FALSE,TRUE') =>
      `1990-06-08,Atlantis,Lemuria,Atlantis,${scorer},${minute},${kind}`;
    const scorersOf = ({ facts }: ShapedFacts) =>
      facts.matches.flatMap(({ goals }) => goals.map(({ scorer }) => scorer?.name));

    it('makes one person, and names the penalties so', async () => {
      const shaped = await shape({
        results: [RESULT],
        goalscorers: [goal('Al-Kleito', 1), goal('Al Kleitó', 1), goal('Al Kleitó', 5)],
        shootouts: [],
        former_names: [],
      });
      expect(scorersOf(shaped)).toEqual(['Al Kleitó', 'Al Kleitó', 'Al Kleitó']);
      expect(shaped.facts.matches[0]?.penalties.map(({ name }) => name)).toEqual([
        '1-al-kleito',
        '1-al-kleito.2',
        '5-al-kleito',
      ]);
      expect(shaped.warnings).toContainEqual({ kind: 'two-spellings', count: 1 });
    });

    it('makes two people where the goals lie further apart than a career', async () => {
      const shaped = await shape({
        results: [RESULT, '2024-06-08,Atlantis,Lemuria,1,0,Friendly,Poseidonis,Atlantis,FALSE'],
        goalscorers: [
          goal('Gérson', 1),
          '2024-06-08,Atlantis,Lemuria,Atlantis,Gerson,1,FALSE,FALSE',
        ],
        shootouts: [],
        former_names: [],
      });
      expect(scorersOf(shaped)).toEqual(['Gérson', 'Gerson']);
      expect(shaped.warnings.map(({ kind }) => kind)).not.toContain('two-spellings');
    });
  });

  it.each([
    ['the name of the list', 'Turkey', []],
    ['a former name of the files', 'Anatolia', ['Anatolia,Turkey,1950-01-01,1960-01-01']],
    ['an equal name', 'Türkiye', []],
  ])('knows people of the reviewed list by %s of their team', async (_, team, former_names) => {
    const { facts } = await shape({
      results: [`2005-06-08,${team},Mu,1,0,Friendly,A,B,FALSE`],
      goalscorers: [`2005-06-08,${team},Mu,${team},Tuncay Şanlı,1,FALSE,FALSE`],
      shootouts: [],
      former_names,
    });
    expect(facts.matches[0]?.goals[0]?.scorer?.name).toBe('Tuncay');
    expect(facts.aliases).toMatchObject([
      { team: facts.matches[0]?.home, name: 'Tuncay Şanlı', person: { name: 'Tuncay' } },
    ]);
  });

  it('leaves out reviewed aliases of teams that the files do not have', async () => {
    const { facts } = await shape({
      results: ['1998-06-08,Croatia,Mu,1,0,Friendly,A,B,FALSE'],
      goalscorers: ['1998-06-08,Croatia,Mu,Croatia,Davor Šuker,1,FALSE,FALSE'],
      shootouts: [],
      former_names: [],
    });
    expect(facts.matches[0]?.goals[0]?.scorer).toEqual({ name: 'Davor Šuker', team: 'croatia' });
    expect(facts.aliases).toEqual([]);
  });

  it('does not mind a byte order mark, nor the line ends of Windows', async () => {
    const shaped = await shape({}, (_, lines) => `\uFEFF${lines.join('\r\n')}\r\n`);
    expect(shaped).toEqual(small);
  });

  it('cannot be read without a file, or without a column, and says which', async () => {
    const without = shape({}, (file, lines) => (file === 'shootouts' ? null : lines.join('\n')));
    await expect(without).rejects.toThrow(FileError);
    await expect(without).rejects.toThrow('shootouts.csv: there is no such file');
    const headless = shape({}, (_, lines) => lines.join('\n').replace('neutral', 'ground'));
    await expect(headless).rejects.toThrow('results.csv: it has no column neutral, only date,');
  });

  it('stores every row or rejects it, whatever the rows', async () => {
    const anyField = fc.oneof(
      fc.constantFrom('Atlantis', 'Mu', 'NA', 'TRUE', 'FALSE', '1', '0', '1990-06-08', '"', ''),
      fc.string({ maxLength: 6 }).filter((text) => !/[\r\n]/.test(text)),
    );
    const anyLine = (fields: number) =>
      fc
        .array(anyField, { minLength: fields - 1, maxLength: fields + 1 })
        .map((line) => line.join(','))
        .filter((line) => line.trim() !== '' && !line.includes('"'));
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine(9)), fc.array(anyLine(8)), async (results, goalscorers) => {
        const shaped = await shape({
          results: [...SMALL.results, ...results],
          goalscorers: [...SMALL.goalscorers, ...goalscorers],
        });
        const { matches, goals } = sizes(shaped);
        const rejected = (file: string) =>
          shaped.rejected.filter((row) => row.file === file).length;
        expect(matches + rejected('results.csv')).toBe(3 + results.length);
        expect(goals + rejected('goalscorers.csv')).toBe(5 + goalscorers.length);
      }),
      { numRuns: runs(60) },
    );
  });
});
