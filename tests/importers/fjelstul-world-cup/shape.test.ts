import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../support/databases.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { CUPS, changed } from '../world-cup-folders.js';

const DATASET = 'fjelstul-world-cup';

/** The match of a slug, as facts. */
async function matchOf({ read }: TestRecord, slug: string) {
  const matches = [
    ...(await read((known) => known.matchesOf('fifa-world-cup'))),
    ...(await read((known) => known.matchesOf('fifa-world-cup-women'))),
  ];
  const match = matches.find((found) => found.slug === slug);
  if (!match) throw new Error(`no ${slug} among ${matches.map((found) => found.slug).join(', ')}`);
  return match;
}

for (const kind of DATABASES) {
  describe(`the World Cup dataset on ${kind}, over results`, () => {
    let record: TestRecord;
    let report: string[];
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bringResults();
      report = await record.bring(DATASET, CUPS);
    });
    afterAll(() => record.drop());

    it('accounts for every row', () => {
      // Two tournaments, three matches, six goals, two kicks, eight players.
      expect(report).toContain(
        'fjelstul-world-cup: 21 rows read = 21 written + 0 unchanged + 0 rejected.',
      );
    });

    it('joins a match whose sides are swapped, and leaves what the record says', async () => {
      const match = await matchOf(record, '1990-06-08-atlantis-lemuria');
      expect(match).toMatchObject({
        source: 'international-results',
        home: 'atlantis',
        homeScore: 2,
        awayScore: 1,
        city: 'Poseidonis',
        edition: 1990,
        stage: 'group stage',
        group: 'Group A',
        stadium: 'Old Ring',
        afterExtraTime: false,
        citedBy: [{ source: DATASET, key: 'M-1990-01' }],
      });
      expect(report).toContain('          1 swapped-sides (kept)');
    });

    it('keeps both sides of a disagreement, the main record first', async () => {
      const { discrepancies } = await matchOf(record, '1990-06-08-atlantis-lemuria');
      const values = (main: string, other: string) => [
        { source: 'international-results', value: main },
        { source: DATASET, value: other },
      ];
      expect(discrepancies).toEqual([
        { field: 'city', values: values('Poseidonis', 'Ringtown') },
        { field: 'goal 1 minute', values: values('12', '13') },
      ]);
    });

    it('adds stoppage time to the goal and to its penalty, and cites each goal once', async () => {
      const { goals, penalties } = await matchOf(record, '1990-06-08-atlantis-lemuria');
      expect(goals.map(({ minute, stoppage, scorer }) => [minute, stoppage, scorer?.name])).toEqual(
        [
          [12, null, 'Kleito'],
          [45, 2, 'Rmoahal'],
          [90, null, 'Tlavatli'],
        ],
      );
      expect(goals.flatMap(({ citedBy }) => citedBy.map(({ key }) => key))).toEqual([
        'G-1',
        'G-2',
        'G-3',
      ]);
      expect(penalties).toMatchObject([{ name: '45-rmoahal', stoppage: 2 }]);
    });

    it('has the kicks of a shoot-out, one name for one stage, and extra time', async () => {
      const match = await matchOf(record, '1990-06-12-mu-atlantis');
      expect(match).toMatchObject({ stage: 'quarter-finals', group: null, afterExtraTime: true });
      expect(match.shootout).toMatchObject({ winner: 'mu', source: 'international-results' });
      expect(match.penalties).toMatchObject([
        { name: 'mu-1', key: 'PK-1', outcome: 'SCORED', taker: { name: 'Ur Azaes (1961)' } },
        { name: 'atlantis-1', key: 'PK-2', outcome: 'NOT_SCORED', taker: { name: 'Kleito' } },
      ]);
    });

    it('finds scorers by their goals and tells namesakes apart', async () => {
      const people = await record.people();
      expect(people.get('Kleito, atlantis')?.birthDate).toBe('1965-03-04');
      // The record calls her scorer by one word; the files' name is hers in the days of the tournament.
      expect(people.get('Ana Rmoahal, lemuria')).toBe(people.get('Rmoahal, lemuria'));
      expect(people.get('Ur Azaes (1961), mu')?.birthDate).toBe('1961-01-01');
      expect(people.get('Ur Azaes (1968), mu')?.birthDate).toBe('1968-01-01');
      expect(people.has('Ur Azaes, mu')).toBe(false);
      expect(report).toContain('          2 shared-names (kept)');
    });

    it('has players who never scored, and takes no sentinel and no impossible day for a birth date', async () => {
      const people = await record.people();
      expect(people.get('Leukippe Evenor, atlantis')?.birthDate).toBe('1964-07-08');
      expect(people.get('Rmoahal, lemuria')?.birthDate).toBeNull();
      expect(people.get('Tlavatli, lemuria')?.birthDate).toBeNull();
      expect(report).toContain('          1 impossible-birth-dates (kept)');
      expect([...people.keys()].join()).not.toContain('not applicable');
    });

    it("keeps women's teams, tournament and players apart, the host at home", async () => {
      const match = await matchOf(record, '1991-06-01-atlantis-women-mu-women');
      expect(match).toMatchObject({
        source: DATASET,
        key: 'M-1991-01',
        homeScore: 1,
        awayScore: 0,
        neutral: false,
        edition: 1991,
        goals: [{ scorer: { name: 'Ana Kleito', team: 'atlantis-women' } }],
        penalties: [{ name: '70-ana-kleito' }],
      });
      const men = await record.read((known) => known.matchesOf('fifa-world-cup'));
      expect(men).toHaveLength(2);
    });

    it('changes nothing when it comes again, nor do the results', async () => {
      expect(await record.bring(DATASET, CUPS)).toContain('Nothing is new.');
      expect(await record.bringResults()).toContain('Nothing is new.');
    });
  });

  describe(`the World Cup dataset on ${kind}, alone`, () => {
    let record: TestRecord;
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bring(DATASET, CUPS);
    });
    afterAll(() => record.drop());

    it('creates the matches with goals, kicks and shoot-outs', async () => {
      const match = await matchOf(record, '1990-06-12-mu-atlantis');
      expect(match).toMatchObject({
        source: DATASET,
        key: 'M-1990-02',
        neutral: true,
        goals: [{ key: 'G-4', scorer: { name: 'Ur Gadeiros', team: 'mu' } }, { key: 'G-5' }],
        penalties: [{ name: 'mu-1' }, { name: 'atlantis-1' }],
        shootout: { winner: 'mu', firstShooter: null, key: 'M-1990-02' },
      });
    });

    it('adds to the matches of results that come after it, as if they had come first', async () => {
      await record.bringResults();
      const match = await matchOf(record, '1990-06-12-mu-atlantis');
      expect(match).toMatchObject({
        source: 'international-results',
        citedBy: [{ source: DATASET, key: 'M-1990-02' }],
      });
    });

    it('changes nothing when it comes again', async () => {
      expect(await record.bring(DATASET, CUPS)).toContain('Nothing is new.');
    });
  });
}

describe('a broken row of the World Cup dataset', () => {
  const BROKEN = [
    ['matches', 'WC-1990,M-9,final,x,1990-13-08,S,C,L,Mu,Lemuria,0,0,0,0,0,0', 'no day'],
    ['matches', 'WC-1990,M-9,final,x,1990-06-30,S,C,L,Mu,Lemuria,x,0,0,0,0,0', 'no score'],
    ['matches', 'WC-1990,M-9,final,x,1990-06-30', 'Invalid Record Length'],
    ['goals', 'G-9,M-8,Mu,P-4,Gadeiros,Ur,Mu,30,0,0,0', 'there is no match "M-8"'],
    ['goals', 'G-9,M-1990-01,Mu,P-4,Gadeiros,Ur,Mu,30,0,0,0', '"Mu" did not play'],
    ['goals', 'G-9,M-1990-02,Mu,P-4,Gadeiros,Ur,Mu,x,0,0,0', 'no minute'],
    ['goals', 'G-9,M-1990-01,Lemuria,P-2,Rmoahal,Ana,Lemuria,44,0,0,0', 'no such goal'],
    ['goals', 'G-9,M-1991-01,Mu,P-4,Gadeiros,Ur,Mu,31,0,0,0', 'as many goals as the score'],
    ['goals', 'G-1,M-1990-02,Mu,P-4,Gadeiros,Ur,Mu,31,0,0,0', 'G-1 is there already'],
    ['penalty_kicks', 'PK-9,M-1990-01,Lemuria,P-2,Rmoahal,Ana,1', 'no shoot-out'],
    ['players', 'P-9,Mneseus,Ur,1960-02-30', 'no day'],
    ['players', 'P-9,Mneseus,Ur,1960-02-03', 'in no squad'],
    ['squads', 'WC-1990,Mu,P-9', 'there is no player "P-9"'],
    ['squads', 'WC-1890,Mu,P-4', 'there is no tournament "WC-1890"'],
    ['tournament_standings', 'WC-1990,x,Mu', 'no position'],
    ['host_countries', 'WC-1890,Mu', 'there is no tournament'],
    ['tournaments', "WC-1994,1994 FIFA Men's World Cup,x,1994-06-01,1994-06-30", 'no year'],
  ] as const;
  let record: TestRecord;
  beforeAll(async () => {
    record = await testRecord('sqlite');
    await record.bringResults();
    await record.bring(DATASET, CUPS);
  });
  afterAll(() => record.drop());

  it.each(BROKEN)('of %s is rejected, and nothing else is lost: %s', async (file, row, reason) => {
    const lines = await record.bring(DATASET, changed(CUPS, { add: { [file]: [row] } }));
    expect(lines).toContain(
      'fjelstul-world-cup: 22 rows read = 0 written + 21 unchanged + 1 rejected.',
    );
    const line = (CUPS[file]?.length ?? 0) + 1;
    expect(lines.find((text) => text.includes(`${file}.csv:${line}:`))).toContain(reason);
  });

  it('of a scorer does not lose his goals', async () => {
    const files = changed(CUPS, { replace: [['players', '1965-03-04', 'x']] });
    const lines = await record.bring(DATASET, files);
    // The player, and his place in a squad.
    expect(lines).toContain(
      'fjelstul-world-cup: 22 rows read = 0 written + 20 unchanged + 2 rejected.',
    );
  });

  it('is the whole file, where it is missing or lacks a column', async () => {
    const { goals: _, ...missing } = CUPS;
    await expect(record.bring(DATASET, missing)).rejects.toThrow(
      'goals.csv: there is no such file',
    );
    const lacking = changed(CUPS, { replace: [['goals', 'own_goal', 'other']] });
    await expect(record.bring(DATASET, lacking)).rejects.toThrow('goals.csv: it has no column');
  });
});
