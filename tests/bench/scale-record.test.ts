import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scaleRecord } from '../../bench/scale-record.js';
import { openDatabase } from '../../src/database/database.js';
import { readSeed } from '../../src/importers/documents/seed.js';
import { writeFacts } from '../../src/importers/write/write.js';
import type { EmptyDatabase } from '../support/databases.js';
import { migratedDatabase, SEED } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

describe('scaleRecord by 3', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-test-'));
  const file = path.join(folder, 'longer.db');
  let original: EmptyDatabase;
  let longer: TestServer;
  beforeAll(async () => {
    original = await migratedDatabase('sqlite');
    const writer = openDatabase(original.url, { writable: true });
    await writeFacts(writer, 'scoresheet-seed', readSeed(SEED));
    await writer.close();
    await scaleRecord(original.url.slice('file:'.length), file, 3);
    longer = createTestServer(openDatabase(`file:${file}`));
  });
  afterAll(async () => {
    await longer.close();
    await original.drop();
    rmSync(folder, { recursive: true });
  });

  it('triples matches, goals and players, not teams', async () => {
    const counts = '{ dataset { counts { matches goals players teams } } }';
    const short = createTestServer(openDatabase(original.url));
    const { matches, goals, players, teams } = (await short.ask(counts)).dataset.counts;
    await short.close();
    expect((await longer.ask(counts)).dataset.counts).toEqual({
      matches: 3 * matches,
      goals: 3 * goals,
      players: 3 * players,
      teams,
    });
  });

  it('keeps every foreign key valid', () => {
    const db = new SqliteDatabase(file, { readonly: true });
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });

  it("returns the real record's data as of its last day", async () => {
    const question = `{
      team(slug: "england") { record(asOf: "2026-07-31") { played } }
      player(slug: "harry-kane") { career(asOf: "2022-12-11") { goals { recorded value } hatTricks { goals } } }
    }`;
    const short = createTestServer(openDatabase(original.url));
    const answer = await short.ask(question);
    await short.close();
    expect(answer.player.career.goals.recorded).toBe(47);
    expect(await longer.ask(question)).toEqual(answer);
  });

  it('triples the sums of goals', async () => {
    const sums =
      '{ coverage { matches goals } topScorers(filter: { category: MEN }) { coverage { matches goals } } }';
    const short = createTestServer(openDatabase(original.url));
    const { coverage, topScorers } = await short.ask(sums);
    await short.close();
    const tripled = ({ matches, goals }: Record<string, number>) => ({
      matches: 3 * (matches ?? 0),
      goals: 3 * (goals ?? 0),
    });
    expect(await longer.ask(sums)).toEqual({
      coverage: tripled(coverage),
      topScorers: { coverage: tripled(topScorers.coverage) },
    });
  });

  it('repeats the matches centuries later', async () => {
    const { matches } = await longer.ask(
      '{ matches(filter: { team: "england", opponent: "france" }) { nodes { date score { home away } } } }',
    );
    expect(matches.nodes).toEqual(
      ['2022', '2422', '2822'].map((year) => ({
        date: `${year}-12-10`,
        score: { home: 1, away: 2 },
      })),
    );
  });
});
