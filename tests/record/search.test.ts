/** What a search looks up: by an index, bounded, in one order, with no letter that means anything to the database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/types.js';
import { createReferenceReader, type ReferenceData } from '../../src/record/reference.js';
import { listMatchHits, listTexts, type TextKind } from '../../src/record/search.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';

const PLAYERS: readonly TextKind[] = ['PLAYER'];
const TEAMS: readonly TextKind[] = ['TEAM'];

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    let reference: ReferenceData;
    const statements: string[] = [];
    beforeAll(async () => {
      database = await seededDatabase(kind, { onSelect: (text) => statements.push(text) });
      reference = (await createReferenceReader(database)()) as ReferenceData;
    });
    afterAll(() => database.close());

    const texts = async (kinds: readonly TextKind[], lexemes: string[][], most = 100) =>
      (await listTexts(database, [{ kinds, lexemes }], most)).map(({ text }) => text);

    it('listTexts finds texts that have a lexeme of each list', async () => {
      expect(await texts(PLAYERS, [['harry'], ['kane']])).toEqual(['Harry Kane']);
      expect(await texts(PLAYERS, [['harry'], ['rooney', 'kane']])).toEqual(['Harry Kane']);
      expect(await texts(PLAYERS, [['harry'], ['rooney']])).toEqual([]);
    });

    it('listTexts takes a lexeme that ends with * for all that begin so', async () => {
      expect(await texts(TEAMS, [['engl*']])).toEqual(['England']);
      expect(await texts(TEAMS, [['engl']])).toEqual([]);
    });

    it('listTexts finds texts of the wanted kinds alone', async () => {
      expect(await texts(TEAMS, [['harry']])).toEqual([]);
    });

    it('listTexts finds by any lookup, each text once, in one statement', async () => {
      statements.length = 0;
      const lookup = { kinds: TEAMS, lexemes: [['england']] };
      const other = { kinds: TEAMS, lexemes: [['e*']] };
      const found = await listTexts(database, [lookup, other, lookup], 100);
      expect(statements).toHaveLength(1);
      expect(found.filter(({ text }) => text === 'England')).toHaveLength(1);
      expect(found.length).toBeGreaterThan(1);
    });

    it('listTexts answers the weightiest so many of each lookup, the weightiest first', async () => {
      const all = await listTexts(database, [{ kinds: TEAMS, lexemes: [['s*']] }], 100);
      const weights = all.map(({ weight }) => weight);
      expect(weights).toEqual(weights.toSorted((one, other) => other - one));
      const some = await listTexts(database, [{ kinds: TEAMS, lexemes: [['s*']] }], 2);
      expect(some).toEqual(all.slice(0, 2));
    });

    it('listTexts asks nothing where nothing is looked up', async () => {
      statements.length = 0;
      expect(await listTexts(database, [], 100)).toEqual([]);
      expect(statements).toEqual([]);
    });

    it.each([
      '',
      '*',
      '"',
      "a'b",
      'a b',
      'a\\',
      'a:*',
      'a OR b',
      '(a)',
      '^a',
      'a\0',
      'a**',
      '=',
      '💥',
    ])(
      'listTexts takes no %j for a lexeme, whatever a full-text search would make of it',
      async (lexeme) => {
        await expect(texts(PLAYERS, [[lexeme]])).rejects.toThrow('is no lexeme');
      },
    );

    it('listMeantMatches answers the latest so many under each filter, in one statement', async () => {
      statements.length = 0;
      const england = { team: 'england' };
      const quarterFinal = { team: 'england', opponent: 'france', from: '2022-12-10' };
      const found = await listMatchHits(database, reference, [england, {}, quarterFinal], 3);
      expect(statements).toHaveLength(1);
      expect(found.map(({ reading }) => reading)).toEqual([0, 0, 0, 1, 1, 1, 2]);
      expect(new Set(found.map(({ id }) => id)).size).toBeGreaterThan(3);
    });

    it('listMeantMatches asks nothing without a filter', async () => {
      statements.length = 0;
      expect(await listMatchHits(database, reference, [], 3)).toEqual([]);
      expect(statements).toEqual([]);
    });
  });
}
