/** The real datasets where the results call a team otherwise than the World Cup datasets do. */
import { describe, expect, it } from 'vitest';
import type { EmptyDatabase } from '../../support/databases.js';
import { openOwnDatabase } from '../../support/record.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import {
  earlierRecord,
  isAbsent,
  LAYERS,
  recordOf,
  resultsOf,
} from '../../support/whole-record.js';

const RESULTS = 'international-results';
const BEFORE_RENAME = '2026-06-06';

/** Asks a record, and removes it. */
async function withRecord(database: EmptyDatabase, work: (server: TestServer) => Promise<void>) {
  const server = createTestServer(openOwnDatabase(database));
  await work(server).finally(() => server.close());
}

/** The results of Turkey and of all World Cups, with another name of Turkey in every row. */
const renamedResults = () =>
  resultsOf(
    (line) => /,(Turkey|FIFA World Cup),/.test(line),
    (line) => line.replaceAll('Turkey', 'Türkiye'),
  );

const WORLD_CUP = (
  team: string,
) => `matches(filter: { team: "${team}", tournament: "fifa-world-cup",
  from: "2002-01-01", to: "2002-12-31" }, first: 10) { nodes { stage venue { stadium } } }`;

interface Match {
  stage: string | null;
  venue: { stadium: string | null };
}

const isWhole = ({ stage, venue }: Match) => stage !== null && venue.stadium !== null;

// On SQLite alone: on both it would take as long as all other tests.
describe.skipIf(isAbsent(RESULTS, ...LAYERS))('a team that the results have renamed', () => {
  it('keeps its World Cups, squads and aliases under its new name', async () => {
    const { folder, remove } = renamedResults();
    await withRecord(await recordOf('sqlite', folder), async (server) => {
      const { turkey, turkiye, matches, hakan, search } = await server.ask(`{
          turkey: team(slug: "turkey") { slug }
          turkiye: team(slug: "turkiye") { name }
          ${WORLD_CUP('turkiye')}
          hakan: player(slug: "hakan-sukur") { teams { slug }
            career(asOf: "2002-06-02") { caps { published { value } } } }
          search(text: "Tuncay Şanlı", kinds: [PLAYER]) { title }
        }`);
      // By the alias that country-codes has.
      expect([turkey, turkiye]).toEqual([{ slug: 'turkiye' }, { name: 'Türkiye' }]);
      expect(matches.nodes).toHaveLength(7);
      expect(matches.nodes.every(isWhole)).toBe(true);
      expect(hakan.teams).toEqual([{ slug: 'turkiye' }]);
      expect(hakan.career.caps.published).not.toEqual([]);
      expect(search[0].title).toBe('Tuncay');
    }).finally(remove);
  });
});

describe.skipIf(isAbsent(`international-results-history/${BEFORE_RENAME}`, ...LAYERS))(
  'a team before its rename',
  () => {
    it('is one team: China PR, with its World Cup', async () => {
      await withRecord(await earlierRecord('sqlite', BEFORE_RENAME), async (server) => {
        const { china, matches, alvarez } = await server.ask(`{
          china: team(slug: "china") { slug }
          ${WORLD_CUP('china-pr')}
          alvarez: player(slug: "julian-alvarez") { name }
        }`);
        expect(china).toBeNull();
        expect(matches.nodes).toHaveLength(3);
        expect(matches.nodes.every(isWhole)).toBe(true);
        expect(alvarez).toEqual({ name: 'Julián Álvarez' });
      });
    });
  },
);
