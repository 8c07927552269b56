/** The layers of match sheets over the whole record: the counts that the files have. Skipped where one is absent. */
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { runImport } from '../../src/importers/run.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import {
  folderOf,
  isAbsent,
  LAYERS,
  recordWithLayers,
  type WholeRecord,
} from '../support/whole-record.js';

const SHEETS = [
  'fjelstul-world-cup-more',
  'openfootball-world-cup-more',
  'wikipedia-world-cup-match-pages',
  'openfootball-world-cup-full',
];

// On SQLite alone: on both it would take as long as all other tests.
describe.skipIf(isAbsent('international-results', ...LAYERS, ...SHEETS))('the match sheets', () => {
  let database: WholeRecord;
  let server: TestServer;
  const report: string[] = [];

  beforeAll(async () => {
    database = await recordWithLayers('sqlite');
    const db = openDatabase(database.url, { writable: true });
    for (const dataset of SHEETS) {
      await runImport(db, { dataset, from: folderOf(dataset) }, (line) => report.push(line.trim()));
    }
    await db.close();
    server = createTestServer(openDatabase(database.url));
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  /** The values of one row. */
  function count(sql: string): unknown[] {
    const file = new Sqlite(database.url.replace(/^file:/, ''), { readonly: true });
    const [row] = file.prepare(sql).raw().all() as unknown[][];
    file.close();
    return row ?? [];
  }

  it('account for every row, and reject Lajos Tichy alone', () => {
    expect(report.filter((line) => line.includes('rows read'))).toEqual([
      'fjelstul-world-cup-more: 41,440 rows read = 41,440 written + 0 unchanged + 0 rejected.',
      'openfootball-world-cup-more: 4,400 rows read = 4,399 written + 0 unchanged + 1 rejected.',
      expect.stringMatching(/^wikipedia-world-cup-match-pages: .* \+ 0 unchanged \+ 0 rejected\.$/),
      expect.stringMatching(/^openfootball-world-cup-full: .* \+ 0 unchanged \+ 0 rejected\.$/),
    ]);
    expect(report.join()).toContain(
      'nobody in the squads of czechoslovakia is called "Lajos Tichy"',
    );
  });

  it('name no scorer who is not in the line-up of his side', () => {
    expect(report.filter((line) => line.includes('not-in-the-line-up'))).toEqual([]);
  });

  it('have 31,841 appearances to 2022 and 3,028 of 2026, nobody twice in a match', () => {
    const sql = `SELECT count(*), sum(m.date < '2026') FROM appearances l JOIN matches m ON m.id = l.match_id`;
    expect(count(sql)).toEqual([34_869, 31_841]);
    expect(
      count(`SELECT count(*) FROM (SELECT 1 FROM appearances WHERE player_id IS NOT NULL
        GROUP BY match_id, player_id HAVING count(*) > 1)`),
    ).toEqual([0]);
    expect(
      count(
        "SELECT sum(on_minute IS NOT NULL), sum(off_minute IS NOT NULL) FROM appearances l JOIN matches m ON m.id = l.match_id WHERE m.date < '2026'",
      ),
    ).toEqual([5111, 5111]);
  });

  it('have eleven starters of both sides in 1,311 matches, and a list in no other', () => {
    const sides = 'SELECT match_id, team_id, sum(started) AS n FROM appearances GROUP BY 1, 2';
    expect(count(`SELECT count(*), min(n), max(n) FROM (${sides})`)).toEqual([2622, 11, 11]);
    expect(count('SELECT count(DISTINCT match_id) FROM appearances')).toEqual([1311]);
  });

  it('have kick-off, attendance and referee of 1,248 matches and of those of 2026 that state them', () => {
    const sql = 'SELECT count(kick_off_time), count(attendance), count(referee_name) FROM matches';
    expect(count(sql)).toEqual([1248 + 104, 1248 + 96, 1248 + 98]);
  });

  it.each([
    [1970, 1_603_975],
    [1990, 2_516_215],
    [2006, 3_359_439],
    [2018, 3_031_768],
  ])('add up the attendances of %d', (year, sum) => {
    const sql = `SELECT sum(attendance) FROM matches WHERE date LIKE '${year}-%' AND kick_off_time IS NOT NULL`;
    expect(count(sql)).toEqual([sum]);
  });

  it('have 2,538 managers of 2,496 sides, and captains of 2,002 sides to 2022 and 192 of 2026', () => {
    const sides = 'SELECT DISTINCT match_id, team_id FROM managers';
    expect(count(`SELECT count(*), (SELECT count(*) FROM (${sides})) FROM managers`)).toEqual([
      2538, 2496,
    ]);
    // The women's final of 1999, of which no other source lists a line-up, has the other two.
    expect(count('SELECT sum(captain) FROM appearances')).toEqual([2002 + 192]);
  });

  it('have 3,264 bookings to 2022 and 258 of 2026; nobody is sent off at the minute of his first card', () => {
    const sql = `SELECT sum(m.date < '2026'), sum(m.date >= '2026') FROM bookings b JOIN matches m ON m.id = b.match_id`;
    expect(count(sql)).toEqual([3264, 258]);
    expect(
      count(`SELECT count(*) FROM bookings y JOIN bookings s ON s.match_id = y.match_id
        AND s.player_id = y.player_id AND s.card <> 'YELLOW' AND y.card = 'YELLOW'
        WHERE s.minute = y.minute AND coalesce(s.stoppage, 0) = coalesce(y.stoppage, 0)`),
    ).toEqual([0]);
    expect(count('SELECT count(*) FROM bookings WHERE minute IS NULL')).toEqual([2]);
  });

  it('keep six referees and the starters of five sides as discrepancies', () => {
    expect(
      count(`SELECT sum(field = 'referee'), sum(field LIKE 'line-up %') FROM discrepancies`),
    ).toEqual([6, 5]);
  });

  it('answer what is known by hand', async () => {
    const { decider, final } = await server.ask(`{
      decider: match(slug: "1950-07-16-brazil-uruguay") { attendance referee { name } }
      final: match(slug: "2014-07-13-germany-argentina") {
        lineups { starters { name wentOff { label } } substitutes { name cameOn { label } } }
      }
    }`);
    expect(decider).toEqual({ attendance: 173_850, referee: { name: 'George Reader' } });
    expect(final.lineups[0].starters).toContainEqual({
      name: 'Miroslav Klose',
      wentOff: { label: "88'" },
    });
    expect(final.lineups[0].substitutes).toContainEqual({
      name: 'Mario Götze',
      cameOn: { label: "88'" },
    });
  });

  it('have Jiří Tichý of Wikipedia in the final of 1962', async () => {
    const { match } = await server.ask(`{ match(slug: "1962-06-17-brazil-czechoslovakia") {
      lineups { team { slug } completeness starters { name sources { slug } } } } }`);
    expect(match.lineups[1]).toMatchObject({ completeness: 'COMPLETE' });
    expect(match.lineups[1].starters).toContainEqual({
      name: 'Jiří Tichý',
      sources: [{ slug: 'wikipedia-world-cup-match-pages' }],
    });
  });
});
