/** Teams of the World Cup datasets under other names than those of the record. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { createRecordTeams } from '../../src/importers/world-cup-teams.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer } from '../support/test-server.js';
import { type TestRecord, testRecord } from './record-of.js';
import { CUPS, type Files, SQUADS } from './world-cup-folders.js';

/** The lines with one name instead of another. */
const renamed = (from: string, to: string) => (line: string) => line.replaceAll(from, to);

function renamedIn(files: Files, from: string, to: string): Files {
  const entries = Object.entries(files);
  return Object.fromEntries(entries.map(([file, rows]) => [file, rows.map(renamed(from, to))]));
}

describe('the teams of a record', () => {
  const former = { category: 'MEN', from: '1968-05-01', to: '2018-04-19' } as const;
  const teams = createRecordTeams(
    new Set(['germany', 'yugoslavia', 'serbia', 'china-pr', 'eswatini', 'turkiye', 'mu-women']),
    [
      { ...former, team: 'eswatini', name: 'Swaziland' },
      { ...former, team: 'turkiye', name: 'Anatolia', from: null, to: null },
      { ...former, team: 'serbia', name: 'Lemuria' },
      { ...former, team: 'germany', name: 'Lemuria' },
    ],
  );

  it.each([
    ['MEN', 'Germany', '1990-01-01', 'germany'],
    ['MEN', 'West Germany', '1974-07-07', 'germany'],
    ['MEN', 'Yugoslavia', '1990-06-10', 'yugoslavia'],
    ['MEN', 'Yugoslavia', '1998-06-14', 'serbia'],
    ['MEN', 'China', '2002-06-04', 'china-pr'],
    ['MEN', 'China PR', '2002-06-04', 'china-pr'],
    ['MEN', 'Swaziland', '2010-01-01', 'eswatini'],
    ['MEN', 'Swaziland', '2019-01-01', null],
    ['MEN', 'Anatolia', '2019-01-01', 'turkiye'],
    ['MEN', 'Lemuria', '2010-01-01', null],
    ['MEN', 'Turkey', '2002-06-03', null],
    ['MEN', 'Mu', '2002-06-03', null],
    ['WOMEN', 'Mu', '2002-06-03', 'mu-women'],
    ['WOMEN', 'Germany', '2002-06-03', null],
  ] as const)('are found by name and day: %s %s %s', (category, name, day, slug) => {
    expect(teams.find(category, name, day)).toBe(slug);
  });

  it('are found by an equal name last of all, and without days', () => {
    expect(teams.findByAnyName('MEN', 'Turkey', '2002-06-03')).toBe('turkiye');
    expect(teams.findByAnyName('MEN', 'Swaziland', null)).toBe('eswatini');
    expect(teams.findByAnyName('MEN', 'Thule', null)).toBeNull();
  });
});

describe.each(DATABASES)('the World Cup datasets on %s', (kind) => {
  let record: TestRecord;
  beforeEach(async () => {
    record = await testRecord(kind);
  });
  afterEach(() => record.drop());

  /** Imports the results under one name of a team, and the further datasets under others. */
  async function bring(team: string, ours: string, theirs: string, inSquads: string) {
    await record.bringResults(renamed(team, ours));
    await record.bring('fjelstul-world-cup', renamedIn(CUPS, team, theirs));
    await record.bring('world-cup-squads', renamedIn(SQUADS, team, inSquads));
  }

  const teams = () => record.read(async (known) => [...(await known.teams())].sort());

  it('find a team by its matches, and the lists find it by the name that it has there', async () => {
    await bring('Atlantis', 'Poseidonia', 'Atlantis', 'Atlantis');
    // Its women's matches the record does not have.
    expect(await teams()).toEqual(['atlantis-women', 'lemuria', 'mu', 'mu-women', 'poseidonia']);
    const server = createTestServer(openDatabase(record.url));
    const { match, player, search } = await server.ask(`{
      match(slug: "1990-06-08-poseidonia-lemuria") { stage venue { stadium } }
      player(slug: "kleito") { teams { slug } birthDate
        career { caps { published { value } } } }
      search(text: "Atlantis", kinds: [TEAM]) { title }
    }`);
    await server.close();
    expect(match).toEqual({ stage: 'group stage', venue: { stadium: 'Old Ring' } });
    expect(player.teams).toEqual([{ slug: 'poseidonia' }]);
    expect(player.birthDate).toBe('1965-03-04');
    expect(player.career.caps.published.map(({ value }: { value: number }) => value)).toEqual([
      41, 12,
    ]);
    expect(search.map(({ title }: { title: string }) => title)).toContain('Poseidonia');
    expect(await record.read((known) => known.teamNames('international-results'))).toEqual([
      { team: 'poseidonia', category: 'MEN', name: 'Atlantis', from: null, to: null },
    ]);
  });

  it('find two teams by their matches that were renamed at once', async () => {
    const both = (line: string) => renamed('Mu', 'Hiva')(renamed('Atlantis', 'Poseidonia')(line));
    const cup = [
      ...(CUPS.matches ?? []),
      'WC-1990,M-1990-03,final,not applicable,1990-06-20,S,C,L,Lemuria,Mu,3,0,0,0,0,0',
    ];
    await record.bringResults((line) => both(line).replace('Friendly', 'FIFA World Cup'));
    await record.bring('fjelstul-world-cup', { ...CUPS, matches: cup });
    expect(await teams()).toEqual(['atlantis-women', 'hiva', 'lemuria', 'mu-women', 'poseidonia']);
  });

  it.each([
    ['Türkiye', 'Turkey', 'Turkey'],
    ['China PR', 'China', 'China PR'],
    ['China', 'China PR', 'China'],
    ['Hiva', 'Hiva', 'Hiva'],
  ])('make one team of %s, %s and %s', async (ours, theirs, inSquads) => {
    await bring('Mu', ours, theirs, inSquads);
    expect((await teams()).filter((slug) => !slug.endsWith('-women'))).toHaveLength(3);
  });
});
