/**
 * Every kind of update, after which the record must be what a fresh import of the new files makes: cases beside the repository
 * (UPDATES, by default ../shared/updates), each a whole state of the results dataset with what must be true afterwards.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { DATABASES, type EmptyDatabase } from '../../support/databases.js';
import { dumpOf } from '../../support/dump.js';
import { migratedDatabase } from '../../support/record.js';
import { createTestServer } from '../../support/test-server.js';

const FOLDER = path.resolve(process.env.UPDATES ?? '../shared/updates');

interface Expected {
  after: string;
  exit: number;
  force: boolean;
  changed?: boolean;
  equalToFreshImport?: boolean;
  checks?: { query: string; data: object }[];
  report?: { takenBack?: Record<string, number>; moved?: string[]; renamed?: string[] };
}

const isAbsent = !existsSync(FOLDER);
if (isAbsent) console.log(`Skipped: there is no ${FOLDER}; name the folder by UPDATES.`);

const kinds = isAbsent
  ? []
  : readdirSync(FOLDER).filter((name) => existsSync(path.join(FOLDER, name, 'expected.json')));

const expectedOf = (kind: string): Expected =>
  JSON.parse(readFileSync(path.join(FOLDER, kind, 'expected.json'), 'utf8'));

for (const provider of DATABASES) {
  describe.skipIf(isAbsent)(`an update on ${provider}`, () => {
    const opened: { db: Database; database: EmptyDatabase }[] = [];
    afterEach(async () => {
      for (const { db, database } of opened.splice(0)) {
        await db.close();
        await database.drop();
      }
    });
    async function empty(): Promise<{ db: Database; url: string }> {
      const database = await migratedDatabase(provider);
      const db = openDatabase(database.url, { writable: true });
      opened.push({ db, database });
      return { db, url: database.url };
    }
    /** Imports a state and answers the lines of its report, or of its refusal. */
    async function bring(db: Database, kind: string, more: object = {}) {
      const lines: string[] = [];
      const asked = { dataset: 'international-results', from: path.join(FOLDER, kind), ...more };
      const exit = await runImport(db, asked, (line) => lines.push(line)).then(
        () => 0,
        (error: Error) => {
          lines.push(error.message);
          return 1;
        },
      );
      return { exit, lines };
    }

    for (const kind of kinds) {
      const { after, exit, force, checks = [], ...expected } = expectedOf(kind);
      if (after === undefined) continue;
      const isChanged = expected.changed ?? true;

      it(`of the kind ${kind} leaves what a fresh import of it makes, and writes nothing a second time`, async () => {
        const { db, url } = await empty();
        expect((await bring(db, after)).exit).toBe(0);
        const before = await dumpOf(db);
        const first = await bring(db, kind);
        expect(first.exit, first.lines.join('\n')).toBe(force ? 1 : exit);
        if (first.exit !== 0) expect(await dumpOf(db)).toEqual(before);
        const done = force ? await bring(db, kind, { force: true }) : first;
        if (force) expect(done.exit).toBe(exit);
        if (exit === 0) {
          const fresh = await empty();
          expect((await bring(fresh.db, kind)).exit).toBe(0);
          const { source_files: _, ...dump } = await dumpOf(db);
          expect(dump).toEqual(
            await dumpOf(fresh.db).then(({ source_files: __, ...rest }) => rest),
          );
          const version = await db.version();
          expect((await bring(db, kind, { full: true })).exit).toBe(0);
          expect(await db.version()).toBe(version);
        } else if (!isChanged) {
          expect(await dumpOf(db)).toEqual(before);
        }
        const record = createTestServer(openDatabase(url));
        for (const { query, data } of checks) {
          expect(await record.ask(query), query).toEqual(data);
        }
        await record.close();
        const told = done.lines.join('\n');
        for (const renamed of expected.report?.renamed ?? []) expect(told).toContain(renamed);
        if (expected.report?.moved) expect(told).toMatch(/matches moved: 1: /);
        for (const [table, rows] of Object.entries(expected.report?.takenBack ?? {})) {
          // Hat-tricks are derived, and follow what they are derived from.
          if (table === 'hatTricks') continue;
          // Somebody under another spelling is told as renamed.
          if (table === 'players' && told.includes('renamed: Player')) continue;
          const name = table.replace(/[A-Z]/, (letter) => ` ${letter.toLowerCase()}`);
          expect(told).toMatch(new RegExp(`taken back:.* ${rows} ${name}`));
        }
      });

      if (exit !== 0 || force) continue;
      it(`back from the kind ${kind} leaves what a fresh import of ${after} makes`, async () => {
        const { db } = await empty();
        await bring(db, after);
        await bring(db, kind);
        const back = await bring(db, after, { force: true });
        expect(back.exit, back.lines.join('\n')).toBe(0);
        const fresh = await empty();
        await bring(fresh.db, after);
        expect(await dumpOf(db)).toEqual(await dumpOf(fresh.db));
      });
    }
  });
}
