/** Quotes, and the articles that carry them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededWith } from '../record/further.js';
import { quotes } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const ARTICLE = '2022-12-11-kane-execution-let-me-down';
const MATCH = '2022-12-10-england-france';

const LIST = `query($filter: QuoteFilter) {
  quotes(filter: $filter) { totalCount nodes { text } }
}`;

/** Each field of the filter, with values that find both quotes of the seed, one of them, and none. */
const FIELDS: [field: string, value: string, expected: (text: string) => boolean][] = [
  ['speaker', 'harry-kane', () => true],
  ['speaker', 'wayne-rooney', () => false],
  ['speaker', 'nobody', () => false],
  ['match', MATCH, () => true],
  ['match', '2022-12-04-england-senegal', () => false],
  ['article', ARTICLE, () => true],
  ['article', 'another', () => false],
  ['text', 'EXECUTE IT THE WAY', (text) => text.includes('execute it the way')],
  ['text', 'proud of each other', (text) => text.includes('proud of each other')],
  ['text', "didn't", (text) => text.includes("didn't")],
  ['text', 'other each of proud', () => false],
  ['text', '%%', () => false],
  ['text', '__', () => false],
  ['text', '!!', () => false],
];

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it.each(FIELDS)(
      'QuoteFilter.%s lets through what it means: %s',
      async (field, value, means) => {
        const expected = quotes.filter(({ text }) => means(text)).map(({ text }) => ({ text }));
        const { quotes: found } = await record.ask(LIST, { filter: { [field]: value } });
        expect(found).toEqual({ totalCount: expected.length, nodes: expected });
      },
    );

    it('QuoteFilter lets through what all its fields together mean', async () => {
      const count = async (filter: object) =>
        (await record.ask(LIST, { filter })).quotes.totalCount;
      const both = { speaker: 'harry-kane', match: MATCH, article: ARTICLE };
      expect(await count(both)).toBe(2);
      expect(await count({ ...both, text: 'chin' })).toBe(1);
      expect(await count({ ...both, speaker: 'wayne-rooney' })).toBe(0);
    });

    it.each([0, 1, 101])('QuoteFilter.text of %i characters is refused', async (length) => {
      const error = await record.refuse(LIST, { filter: { text: 'x'.repeat(length) } });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(`got ${length}`);
    });

    it('Query.quotes says word for word what was said, by whom, who heard it and where it was read', async () => {
      const { quotes: found } = await record.ask(`{
        quotes(filter: { text: "felt confident" }) {
          nodes {
            text saidOn reportedBy
            speaker { slug name }
            match { slug }
            article { slug publisher }
            source { slug kind publisher publishedOn url }
          }
        }
      }`);
      expect(found.nodes).toEqual([
        {
          text: quotes[0]?.text,
          saidOn: '2022-12-10',
          reportedBy: 'ESPN',
          speaker: { slug: 'harry-kane', name: 'Harry Kane' },
          match: { slug: MATCH },
          article: { slug: ARTICLE, publisher: 'Sportskeeda' },
          source: {
            slug: ARTICLE,
            kind: 'ARTICLE',
            publisher: 'Sportskeeda',
            publishedOn: '2022-12-11',
            url: 'https://www.sportskeeda.com/football/news-something-i-will-live-with-england-star-harry-kane-sends-message-missing-crucial-penalty-france',
          },
        },
      ]);
    });

    it('Query.article carries its quotes and the figures that it states', async () => {
      const { article } = await record.ask(`{
        article(slug: "${ARTICLE}") {
          slug title publisher publishedOn
          quotes { text speaker { slug } }
          figures { player { slug } team { slug } measure value asOf statement source { slug } }
        }
      }`);
      const { figures, ...rest } = article;
      expect(rest).toEqual({
        slug: ARTICLE,
        title: 'Kane says his execution let him down',
        publisher: 'Sportskeeda',
        publishedOn: '2022-12-11',
        quotes: quotes.map(({ text, speaker }) => ({ text, speaker: { slug: speaker } })),
      });
      expect(figures).toMatchObject([
        { player: { slug: 'harry-kane' }, measure: 'GOALS', value: 53, asOf: '2022-12-11' },
        { player: { slug: 'harry-kane' }, measure: 'CAPS', value: 80 },
        { player: { slug: 'wayne-rooney' }, measure: 'GOALS', value: 53 },
        {
          player: { slug: 'wayne-rooney' },
          team: { slug: 'england' },
          measure: 'CAPS',
          value: 118,
          statement: 'Rooney took 118 matches to reach 53 goals.',
          source: { slug: ARTICLE },
        },
      ]);
    });

    it('Query.article is null for a slug that the record does not have', async () => {
      expect(await record.ask('{ article(slug: "none") { id } }')).toEqual({ article: null });
    });

    it('Player.quotes and Match.quotes are the same quotes', async () => {
      const { player, match } = await record.ask(`{
        player(slug: "harry-kane") { quotes { id } }
        match(slug: "${MATCH}") { quotes { id } }
      }`);
      expect(player.quotes).toHaveLength(2);
      expect(match.quotes).toEqual(player.quotes);
    });
  });

  describe(`${kind}: beyond the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, LATER));
    });
    afterAll(() => record.close());

    it.each(['à bientôt', 'À BIENTÔT', 'À bientôt'])(
      'QuoteFilter.text has no regard to case, with accents either: %s',
      async (text) => {
        const { quotes: found } = await record.ask(LIST, { filter: { text } });
        expect(found.nodes).toEqual([{ text: '100% sûr: À BIENTÔT!' }]);
      },
    );

    it('QuoteFilter.text takes the wildcards of SQL for letters', async () => {
      const { quotes: found } = await record.ask(LIST, { filter: { text: '0%' } });
      expect(found.totalCount).toBe(1);
    });

    it('Query.quotes and Query.articles begin with the newest', async () => {
      const { quotes: found, articles } = await record.ask(
        '{ quotes { nodes { saidOn match { id } } } articles { slug } }',
      );
      expect(found.nodes.map(({ saidOn }: { saidOn: string }) => saidOn)).toEqual([
        '2023-03-27',
        '2022-12-10',
        '2022-12-10',
      ]);
      expect(found.nodes[0].match).toBeNull();
      expect(articles).toEqual([{ slug: '2023-03-27-a-bientot' }, { slug: ARTICLE }]);
    });
  });
}

/** A later article, in French, about no match. */
const later = { source: '2023-03-27-a-bientot', title: 'À bientôt', publisher: "L'Équipe" };
const LATER = {
  sources: [
    {
      slug: later.source,
      title: later.title,
      kind: 'ARTICLE' as const,
      publisher: later.publisher,
      publishedOn: '2023-03-27',
      url: null,
      license: null,
      attribution: null,
    },
  ],
  articles: [{ ...later, key: 'a', slug: later.source, publishedOn: '2023-03-27', url: null }],
  quotes: [
    {
      source: later.source,
      key: 'quote 1',
      speaker: { name: 'Harry Kane', team: 'england' },
      text: '100% sûr: À BIENTÔT!',
      reportedBy: "L'Équipe",
      saidOn: '2023-03-27',
      match: null,
      article: later.source,
    },
  ],
};
