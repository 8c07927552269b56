/** How rows are read: as deep as is wanted and no deeper, page by page, from either database alike. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import { findDataset } from '../../src/record/dataset.js';
import { findMatch } from '../../src/record/matches.js';
import { paginateArray } from '../../src/record/query/keyset.js';
import { createEmptyDatabase, DATABASES } from '../support/databases.js';
import { emptyDatabase, seededDatabase } from '../support/record.js';

const SLUG = '2022-12-10-england-france';

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    beforeAll(async () => {
      database = await seededDatabase(kind);
    });
    afterAll(() => database.close());

    it('findMatch reads the row and nothing that is not wanted', async () => {
      const match = await findMatch(database, SLUG, {});
      expect(match).toMatchObject({ slug: SLUG, homeScore: 1, awayScore: 2, neutral: true });
      for (const relation of ['goals', 'penalties', 'shootout', 'quotes', 'sources']) {
        expect(match).not.toHaveProperty(relation);
      }
    });

    it('findMatch reads as deep as is wanted', async () => {
      const match = await findMatch(database, SLUG, { goals: { scorer: {} }, shootout: {} });
      expect(match?.goals?.map(({ scorer }) => scorer?.name)).toEqual([
        'Aurélien Tchouaméni',
        'Harry Kane',
        'Olivier Giroud',
      ]);
      expect(match?.goals?.[0]).not.toHaveProperty('match');
      expect(match?.shootout).toBeNull();
    });

    it('findMatch takes flags for true, false or null, never for numbers', async () => {
      const [final, first] = [
        await findMatch(database, '2022-12-18-argentina-france', { goals: {} }),
        await findMatch(database, '2003-09-06-north-macedonia-england', {}),
      ];
      expect(final).toMatchObject({ neutral: true, afterExtraTime: true, possiblyAwarded: false });
      expect(final?.goals?.[0]).toMatchObject({ penalty: true, ownGoal: false });
      expect(first).toMatchObject({ neutral: false, afterExtraTime: null });
    });

    it('findMatch means nothing by fields that are no relation', async () => {
      const match = await findMatch(database, SLUG, { slug: {}, __typename: {}, toString: {} });
      expect(Object.keys(match ?? {})).toContain('slug');
    });

    it('findDataset is null in an empty record, and throws where there are no tables', async () => {
      const empty = await emptyDatabase(kind);
      expect(await findDataset(empty)).toBeNull();
      await empty.close();
      const { url, drop } = await createEmptyDatabase(kind);
      const bare = openDatabase(url);
      await expect(findDataset(bare)).rejects.toThrow();
      await bare.close();
      await drop();
    });
  });
}

describe('pageOf', () => {
  const rows = 'abcdefghij'.split('').map((slug) => ({ slug }));
  const slugOf = ({ slug }: { slug: string }) => slug;
  const slugs = (window: Parameters<typeof paginateArray>[1]) =>
    paginateArray(rows, window, slugOf)
      .rows.map(({ slug }) => slug)
      .join('');

  it('takes so many rows after one row or before one, and says whether there are more', () => {
    const place = fc.option(fc.nat(9), { nil: undefined });
    const property = fc.property(
      fc.integer({ min: 1, max: 12 }),
      place,
      place,
      fc.boolean(),
      (limit, from, to, backwards) => {
        const [after, before] = [from, to].map((at) => (at === undefined ? at : rows[at]?.slug));
        const between = rows.slice(from === undefined ? 0 : from + 1, to);
        const expected = backwards ? between.slice(-limit) : between.slice(0, limit);
        const page = paginateArray(rows, { limit, backwards, after, before }, slugOf);
        expect(page).toEqual({ rows: expected, hasMore: between.length > limit });
      },
    );
    fc.assert(property);
  });

  it('names the cursor whose row does not exist', () => {
    expect(paginateArray(rows, { limit: 3, backwards: false, after: 'z' }, slugOf)).toEqual({
      rows: [],
      hasMore: false,
      unknownCursor: 'z',
    });
    expect(
      paginateArray(rows, { limit: 3, backwards: true, before: '' }, slugOf).unknownCursor,
    ).toBe('');
  });

  it('is empty between neighbours', () => {
    expect(slugs({ limit: 3, backwards: false, after: 'c', before: 'd' })).toBe('');
    expect(slugs({ limit: 3, backwards: true, after: 'd', before: 'c' })).toBe('');
  });
});
