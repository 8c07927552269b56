/**
 * Every kind of update, after which the record must be what a fresh import of the new files makes: cases beside the repository,
 * each a whole state of the results dataset with what must be true afterwards.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { runImport } from '../../../src/importers/run.js';
import { DATABASES } from '../../support/databases.js';
import { dumpOf } from '../../support/dump.js';
import { casesOn } from '../../support/runs.js';
import { createTestServer } from '../../support/test-server.js';
import {
  areUpdatesAbsent,
  freshDump,
  freshRecord,
  importOf,
  UPDATES,
} from '../../support/update-states.js';

interface Expected {
  after: string;
  exit: number;
  force: boolean;
  changed?: boolean;
  equalToFreshImport?: boolean;
  checks?: { query: string; data: object }[];
  report?: { takenBack?: Record<string, number>; moved?: string[]; renamed?: string[] };
}

const isAbsent = areUpdatesAbsent();

const kinds = isAbsent
  ? []
  : readdirSync(UPDATES).filter((name) => existsSync(path.join(UPDATES, name, 'expected.json')));

const expectedOf = (kind: string): Expected =>
  JSON.parse(readFileSync(path.join(UPDATES, kind, 'expected.json'), 'utf8'));

/** Imports a state and answers the lines of its report, or of its refusal. */
async function bring(db: Database, kind: string, more: object = {}) {
  const lines: string[] = [];
  const exit = await runImport(db, { ...importOf(kind), ...more }, (line) => lines.push(line)).then(
    () => 0,
    (error: Error) => {
      lines.push(error.message);
      return 1;
    },
  );
  return { exit, lines };
}

for (const provider of DATABASES) {
  describe.skipIf(isAbsent)(`an update on ${provider}`, () => {
    /** A record after a first import of a state, for one test. */
    async function recordOf(state: string): Promise<{ db: Database; url: string }> {
      const { url, drop } = await freshRecord(provider, state);
      const db = openDatabase(url, { writable: true });
      onTestFinished(() => db.close().finally(drop));
      return { db, url };
    }

    for (const kind of casesOn(provider, kinds)) {
      const { after, exit, force, checks = [], ...expected } = expectedOf(kind);
      if (after === undefined) continue;
      const isChanged = expected.changed ?? true;
      const comesBack = exit === 0 && !force;
      const back = comesBack ? `, and back from it what a fresh import of ${after} makes` : '';

      it(`of the kind ${kind} leaves what a fresh import of it makes, writes nothing a second time${back}`, async () => {
        const { db, url } = await recordOf(after);
        const before = await dumpOf(db);
        const first = await bring(db, kind);
        expect(first.exit, first.lines.join('\n')).toBe(force ? 1 : exit);
        if (first.exit !== 0) expect(await dumpOf(db)).toEqual(before);
        const done = force ? await bring(db, kind, { force: true }) : first;
        if (force) expect(done.exit).toBe(exit);
        if (exit === 0) {
          const { source_files: _, ...dump } = await dumpOf(db);
          const { source_files: __, ...fresh } = await freshDump(provider, kind);
          expect(dump).toEqual(fresh);
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
        if (!comesBack) return;
        const again = await bring(db, after, { force: true });
        expect(again.exit, again.lines.join('\n')).toBe(0);
        expect(await dumpOf(db)).toEqual(await freshDump(provider, after));
      });
    }
  });
}
