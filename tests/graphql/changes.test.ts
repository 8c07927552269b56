/** What imports have changed since a version, and since which versions that is known. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Database } from '../../src/database/types.js';
import {
  type ChangeFact,
  MAX_KEPT_VERSIONS,
  writeChanges,
} from '../../src/importers/write/changes.js';
import { DATABASES } from '../support/databases.js';
import { databaseWithSeed } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const LIST = `query($since: String!, $first: Int, $after: String, $last: Int, $before: String) {
  changes(since: $since, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes {
      kind entity slug formerSlug fields { name before after } version importedAt source { slug }
    }
    edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const DAY = '2026-11-30T06:00:00.000Z';

const change = (slug: string, more: Partial<ChangeFact> = {}): ChangeFact => ({
  kind: 'ADDED',
  entity: 'Match',
  slug,
  formerSlug: null,
  fields: [],
  ...more,
});

const several = (count: number, name: string) =>
  Array.from({ length: count }, (_, place) => change(`${name}-${place + 1}`));

/** Makes a version of the record as an import does. */
function makeVersion(
  database: Database,
  version: string,
  changes: readonly ChangeFact[] | null,
): Promise<void> {
  return database.write(async (tx) => {
    const source = await tx.prisma.source.findUniqueOrThrow({
      where: { slug: 'international-results' },
    });
    await writeChanges(tx, version, DAY, source.id, changes);
    await tx.prisma.dataset.update({ where: { id: 1 }, data: { version, importedAt: DAY } });
  });
}

/** How many changes a record keeps. */
const keptIn = (database: Database) => database.write((tx) => tx.prisma.change.count());

const MOVED = change('2001-03-02-atlantis-lyonesse', {
  kind: 'MOVED',
  formerSlug: '2001-03-01-atlantis-lyonesse',
  fields: [{ name: 'date', before: '2001-03-01', after: '2001-03-02' }],
});
const CHANGED = change('2001-04-01-atlantis-lyonesse', {
  kind: 'CHANGED',
  fields: [
    { name: 'homeScore', before: null, after: '2' },
    { name: 'city', before: 'The "old" town', after: null },
  ],
});

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    let record: TestServer;
    let drop: () => Promise<void>;
    let seed: string;

    beforeAll(async () => {
      const seeded = await databaseWithSeed(kind);
      drop = seeded.drop;
      database = openDatabase(seeded.url, { writable: true });
      record = createTestServer(database);
      seed = (await database.version()) ?? '';
      await makeVersion(database, 'one', [MOVED, CHANGED]);
      await makeVersion(database, 'two', []);
      await makeVersion(database, 'three', [change('ys', { kind: 'REMOVED', entity: 'Team' })]);
    });
    afterAll(async () => {
      await record.close();
      await drop();
    });

    const since = async (version: string, page: object = {}) =>
      (await record.ask(LIST, { since: version, ...page })).changes;
    const slugsSince = async (version: string) =>
      (await since(version)).nodes.map(({ slug }: { slug: string }) => slug);

    it('Query.changes has all that later versions have changed, newest first', async () => {
      const told = { importedAt: DAY, source: { slug: 'international-results' } };
      expect(await since(seed)).toMatchObject({
        totalCount: 3,
        nodes: [
          { ...change('ys', { kind: 'REMOVED', entity: 'Team' }), version: 'three', ...told },
          { ...MOVED, version: 'one', ...told },
          { ...CHANGED, version: 'one', ...told },
        ],
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      });
    });

    it('Query.changes leaves out what was changed up to the version', async () => {
      expect(await slugsSince('one')).toEqual(['ys']);
      expect(await slugsSince('two')).toEqual(['ys']);
    });

    it('Query.changes since the current version is empty', async () => {
      expect(await since('three')).toMatchObject({ totalCount: 0, nodes: [], edges: [] });
    });

    it('Query.changes is paged forwards and backwards', async () => {
      const first = await since(seed, { first: 2 });
      expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
      const rest = await since(seed, { first: 2, after: first.pageInfo.endCursor });
      expect(rest.nodes).toMatchObject([{ slug: CHANGED.slug }]);
      expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
      const last = await since(seed, { last: 2, before: rest.pageInfo.startCursor });
      expect(last.nodes).toEqual(first.nodes);
      const { edges } = await since(seed, { last: 1 });
      expect(edges).toMatchObject([{ node: { slug: CHANGED.slug } }]);
    });

    it.each(['0', '999999999', '9999999999', 'x', '1 OR 1=1', ''])(
      'Query.changes refuses the cursor of no change: "%s"',
      async (key) => {
        const after = Buffer.from(`1|changes|${key}`).toString('base64url');
        const { message, extensions } = await record.refuse(LIST, { since: seed, after });
        expect(extensions?.code).toBe('BAD_USER_INPUT');
        expect(message).toContain('is no cursor of this list (changes)');
      },
    );

    it('Query.changes refuses a version that is unknown, and says since which one changes are kept', async () => {
      for (const version of ['four', '', 'x'.repeat(200)]) {
        const { message, extensions } = await record.refuse(LIST, { since: version });
        expect(extensions).toMatchObject({ code: 'VERSION_UNKNOWN', keptSince: seed });
        expect(message).toContain(`"${version.slice(0, 80)}`);
        expect(message).toContain(`kept since version "${seed}"`);
        expect(message).toContain('Load anew');
      }
    });

    it('Query.changes costs three statements, however many there are', async () => {
      const statements: string[] = [];
      const { url, drop } = await databaseWithSeed(kind);
      const counted = openDatabase(url, {
        writable: true,
        onSelect: (text) => statements.push(text),
      });
      await makeVersion(counted, 'many', several(200, 'many'));
      const asked = createTestServer(counted);
      await asked.ask('{ __typename }');
      for (const first of [1, 100]) {
        statements.length = 0;
        await asked.ask(LIST, { since: seed, first });
        expect(statements.filter((text) => text.includes('changes c'))).toHaveLength(2);
        expect(statements.filter((text) => text.includes('versions v'))).toHaveLength(1);
      }
      await asked.close();
      await drop();
    });

    it(`Query.changes knows the last ${MAX_KEPT_VERSIONS.versions} versions`, async () => {
      const { url, drop } = await databaseWithSeed(kind);
      const own = openDatabase(url, { writable: true });
      const asked = createTestServer(own);
      for (let number = 1; number <= MAX_KEPT_VERSIONS.versions; number += 1) {
        await makeVersion(own, `v${number}`, [change(`m${number}`)]);
      }
      const all = await asked.ask(LIST, { since: seed });
      expect(all.changes.totalCount).toBe(MAX_KEPT_VERSIONS.versions);
      await makeVersion(own, 'last', [change('last')]);
      const refused = await asked.refuse(LIST, { since: seed });
      expect(refused.extensions).toMatchObject({ code: 'VERSION_UNKNOWN', keptSince: 'v1' });
      const { changes } = await asked.ask(LIST, { since: 'v1' });
      expect(changes.totalCount).toBe(MAX_KEPT_VERSIONS.versions);
      expect(await keptIn(own)).toBe(MAX_KEPT_VERSIONS.versions);
      await asked.close();
      await drop();
    });

    it(`Query.changes knows ${MAX_KEPT_VERSIONS.changes} changes at most, those of whole versions`, async () => {
      const { url, drop } = await databaseWithSeed(kind);
      const own = openDatabase(url, { writable: true });
      const asked = createTestServer(own);
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
        await makeVersion(own, name, several(MAX_KEPT_VERSIONS.ofOneImport, name));
      }
      expect(await keptIn(own)).toBe(MAX_KEPT_VERSIONS.changes);
      const refused = await asked.refuse(LIST, { since: seed });
      expect(refused.extensions).toMatchObject({ keptSince: 'a' });
      const { changes } = await asked.ask(LIST, { since: 'a', first: 1 });
      expect(changes).toMatchObject({
        totalCount: MAX_KEPT_VERSIONS.changes,
        nodes: [{ slug: 'f-1' }],
      });
      await makeVersion(own, 'g', several(1, 'g'));
      expect(await keptIn(own)).toBe(MAX_KEPT_VERSIONS.changes - MAX_KEPT_VERSIONS.ofOneImport + 1);
      await asked.close();
      await drop();
    });

    it.each([
      ['more changes than can be told', null],
      ['more changes than are kept of one import', several(MAX_KEPT_VERSIONS.ofOneImport + 1, 'm')],
    ])('Query.changes knows no version before an import with %s', async (_name, changes) => {
      const { url, drop } = await databaseWithSeed(kind);
      const own = openDatabase(url, { writable: true });
      const asked = createTestServer(own);
      await makeVersion(own, 'before', several(3, 'm'));
      await makeVersion(own, 'anew', changes);
      expect(await keptIn(own)).toBe(0);
      for (const version of [seed, 'before']) {
        const refused = await asked.refuse(LIST, { since: version });
        expect(refused.extensions).toMatchObject({ code: 'VERSION_UNKNOWN', keptSince: 'anew' });
      }
      const cursor = (await asked.ask(LIST, { since: 'anew' })).changes.pageInfo.endCursor;
      expect(cursor).toBeNull();
      await makeVersion(own, 'after', [change('after')]);
      const { changes: later } = await asked.ask(LIST, { since: 'anew' });
      expect(later.nodes).toMatchObject([{ slug: 'after', version: 'after' }]);
      await asked.close();
      await drop();
    });
  });
}
