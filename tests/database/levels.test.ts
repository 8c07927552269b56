/** Levels: rows of columns, the rows under them, and what a failed reading leaves. */
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { ChildSource, Database, RootLevel } from '../../src/database/types.js';
import { DATABASES } from '../support/databases.js';
import { migratedDatabase, seededDatabase } from '../support/record.js';

const NONE = { values: {}, flags: {}, json: {} };

/** Goals under matches by their id. */
const GOALS: ChildSource = {
  columns: { ...NONE, values: { minute: sql`g.minute` }, flags: { penalty: sql`g.penalty` } },
  key: 'id',
  from: sql`goals g`,
  on: sql`g.match_id`,
  order: sql`g.ordinal`,
};

describe.each(DATABASES)('%s', (kind) => {
  let db: Database;
  beforeAll(async () => {
    db = await seededDatabase(kind);
  });
  afterAll(() => db.close());

  const matches = (condition = sql`1 = 1`): RootLevel => ({
    columns: {
      ...NONE,
      values: { id: sql`m.id`, slug: sql`m.slug`, awayScore: sql`m.away_score` },
    },
    from: () => sql`FROM matches m WHERE ${condition}`,
    order: [sql`m.date`, sql`m.ordinal`, sql`m.id`],
  });

  it('a root level is in its order, falling where that is said, and no longer than its limit', async () => {
    const [rising = []] = await db.readLevels([matches()]);
    const [falling = []] = await db.readLevels([{ ...matches(), isDescending: true, limit: 5 }]);
    expect(rising.length).toBe(99);
    expect(falling.map(({ slug }) => slug)).toEqual(
      rising
        .slice(-5)
        .map(({ slug }) => slug)
        .reverse(),
    );
  });

  it('flags are booleans, JSON is parsed, an unknown number is null', async () => {
    const { jsonList } = db.dialect;
    const [rows = []] = await db.readLevels([
      {
        ...matches(sql`m.slug = '2022-12-10-england-france'`),
        columns: {
          values: { nothing: sql`NULL` },
          flags: { neutral: sql`m.neutral`, unknown: sql`NULL` },
          json: {
            minutes: sql`(SELECT ${jsonList(sql`g.minute`, sql`g.ordinal`)} FROM goals g WHERE g.match_id = m.id)`,
          },
        },
      },
    ]);
    expect(rows).toMatchObject([
      { nothing: null, neutral: true, unknown: null, minutes: [17, 54, 78] },
    ]);
  });

  it('children know the place of their parent, also where a row stands twice or its key is null', async () => {
    const one = sql`SELECT m.* FROM matches m WHERE m.slug = '2022-12-10-england-france'`;
    const level: RootLevel = {
      columns: { ...NONE, values: { id: sql`x.id` } },
      from: () => sql`FROM (SELECT 1 AS place, o.id FROM (${one}) o UNION ALL
        SELECT 2, NULL UNION ALL SELECT 3, o.id FROM (${one}) o) x`,
      order: [sql`x.place`],
    };
    const [parents = [], goals = []] = await db.readLevels([level, { parent: 0, source: GOALS }]);
    expect(parents).toHaveLength(3);
    expect(goals.map(({ parentPlace, minute, penalty }) => [parentPlace, minute, penalty])).toEqual(
      [
        [0, 17, false],
        [0, 54, true],
        [0, 78, false],
        [2, 17, false],
        [2, 54, true],
        [2, 78, false],
      ],
    );
  });

  it('the same statement for several parents answers for each, and for none without a row', async () => {
    const [england, nobody, france] = await Promise.all(
      ['england', 'nobody', 'france'].map(async (slug) => {
        const columns = { ...NONE, values: { id: sql`t.id` } };
        const from = () => sql`FROM teams t WHERE t.slug = ${slug}`;
        const [[team] = []] = await db.readLevels([{ columns, from }]);
        return Number(team?.id ?? 0);
      }),
    );
    const parents = [england ?? 0, nobody ?? 0, france ?? 0];
    const level: RootLevel = {
      ...matches(),
      from: (team) => sql`FROM matches m WHERE m.home_id = ${team}`,
      parents,
      limit: 2,
    };
    const [rows = []] = await db.readLevels([level]);
    expect(rows.map(({ parentPlace }) => parentPlace)).toEqual([0, 0, 2, 2]);
    for (const { parentPlace, slug } of rows) {
      expect(slug).toContain(parentPlace === 0 ? '-england-' : '-france-');
    }
  });

  it('a reading that fails holds no old state of the record', async () => {
    const { url, drop } = await migratedDatabase(kind);
    const writer = openDatabase(url, { writable: true });
    const reader = openDatabase(url);
    const count = { ...NONE, values: { count: sql`count(*)` } };
    const failing: RootLevel = { columns: count, from: () => sql`FROM nowhere` };
    const counting: RootLevel = { columns: count, from: () => sql`FROM dataset` };
    await expect(reader.readLevels([counting, failing])).rejects.toMatchObject({
      kind: 'NO_TABLES',
    });
    await writer.write(async ({ prisma: rows }) => {
      await rows.dataset.create({ data: { id: 1, version: 'new', importedAt: 'now' } });
    });
    expect(await reader.readLevels([counting, counting])).toMatchObject([
      [{ count: 1 }],
      [{ count: 1 }],
    ]);
    await writer.close();
    await reader.close();
    await drop();
  });
});
