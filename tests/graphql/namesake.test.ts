/** Names that several players share, in filters: an error that lists them, never silently nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

/** What a second Harry Kane, of Germany, said. */
const NAMESAKE = {
  source: 'international-results',
  key: 'ja',
  speaker: { name: 'Harry Kane', team: 'germany' },
  text: 'Ja.',
  reportedBy: 'ARD',
  saidOn: null,
  match: null,
  article: null,
};

const FILTERS = [
  ['goals', 'scorer', 'harry-kane-germany'],
  ['penalties', 'taker', 'harry-kane-germany'],
  ['quotes', 'speaker', 'harry-kane-england'],
] as const;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createTestServer(await seededWith(kind, { quotes: [NAMESAKE] }, { onSelect }));
    });
    afterAll(() => record.close());

    for (const [list, field, other] of FILTERS) {
      const query = (selection: string) =>
        `query($slug: String!) { ${list}(filter: { ${field}: $slug }) { ${selection} } }`;

      it.each(['nodes { id }', 'edges { cursor }', 'totalCount'])(
        `Query.${list} of a ${field} whose name is shared is an error that lists who shares it: %s`,
        async (selection) => {
          const error = await record.refuse(query(selection), { slug: 'harry-kane' });
          expect(error.extensions).toEqual({
            code: 'AMBIGUOUS',
            candidates: ['harry-kane-england', 'harry-kane-germany'],
          });
          expect(error.message).toContain('"harry-kane"');
        },
      );

      it(`Query.${list} of a ${field} nobody is called finds nothing`, async () => {
        const answer = await record.ask(query('totalCount nodes { id }'), { slug: 'nobody' });
        expect(answer).toEqual({ [list]: { totalCount: 0, nodes: [] } });
      });

      it(`Query.${list} of the ${field} with the team answers for one person`, async () => {
        const asked = { slug: 'harry-kane-england' };
        const { [list]: his } = await record.ask(query('totalCount'), asked);
        const { [list]: others } = await record.ask(query('totalCount'), { slug: other });
        expect(his.totalCount).toBeGreaterThan(0);
        expect(others.totalCount).toBe(list === 'quotes' ? his.totalCount : 0);
      });

      it(`Query.${list} looks into the name only where it has found nothing`, async () => {
        const cost = async (slug: string) => {
          statements.length = 0;
          await record.ask(query('nodes { id }'), { slug });
          return statements.length;
        };
        const found = await cost('harry-kane-england');
        expect(found).toBe(1);
        expect(await cost('nobody')).toBeGreaterThan(found);
      });
    }
  });
}
