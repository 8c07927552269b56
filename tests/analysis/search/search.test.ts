/** What a text finds: names however they are written, the best first, the same on both databases. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Facts } from '../../../src/importers/facts.js';
import { add, FURTHER, matchFact, seededWith } from '../../record/further.js';
import { DATABASES } from '../../support/databases.js';
import { runs } from '../../support/runs.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import { isAbsent, type WholeRecord, wholeRecord } from '../../support/whole-record.js';

const SEARCH = `query($text: String!, $kinds: [SearchKind!], $first: Int! = 10) {
  search(text: $text, kinds: $kinds, first: $first) {
    kind title subtitle matchedOn
    node { __typename id ...known }
  }
}
fragment known on Node {
  ... on Team { slug category } ... on Player { slug } ... on Match { slug } ... on Tournament { slug } ... on Edition { slug }
  ... on Article { slug }
}`;

interface Result {
  kind: string;
  title: string;
  subtitle: string | null;
  matchedOn: string;
  node: { __typename: string; id: string; slug?: string };
}

const from = (key: string) => ({ source: 'international-results', key });

const told = (date: string, home: string, away: string) =>
  matchFact({ date, home, away, homeScore: 1, awayScore: 0, tournament: 'friendly' });

const person = (name: string) => ({ name, team: 'netherlands' });

/** People, matches and an alias that the seed happens not to have. */
const MORE: Partial<Facts> = {
  matches: [
    matchFact(
      {
        date: '1988-06-25',
        home: 'netherlands',
        away: 'russia',
        homeScore: 2,
        awayScore: 0,
        tournament: 'friendly',
      },
      [person('Ruud Gullit'), person('Marco van Basten')],
    ),
    told('1974-06-14', 'dr-congo', 'scotland'),
    told('2018-10-10', 'dr-congo', 'scotland'),
    told('1990-01-01', 'england', 'scotland'),
  ],
  aliases: [
    {
      ...from('alias 1'),
      name: 'Harry Edward Kane',
      team: 'england',
      person: { name: 'Harry Kane', team: 'england' },
      from: null,
      to: null,
      reason: 'his full name',
    },
  ],
};

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      const database = await seededWith(kind, FURTHER, { onSelect });
      await add(database, MORE);
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    async function search(text: string, more: Record<string, unknown> = {}): Promise<Result[]> {
      return (await record.ask(SEARCH, { text, ...more })).search;
    }
    const slugs = async (text: string, more?: Record<string, unknown>) =>
      (await search(text, more)).map(({ node }) => node.slug);

    it.each([
      ['harry kane', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['KANE', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['kane harry', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['harry edward', 'PLAYER', 'harry-kane', 'Harry Edward Kane'],
      ['harry cane', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['hary kane', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['harry kaen', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['harrykane', 'PLAYER', 'harry-kane', 'Harry Kane'],
      ['ruud gulit', 'PLAYER', 'ruud-gullit', 'Ruud Gullit'],
      ['van basten', 'PLAYER', 'marco-van-basten', 'Marco van Basten'],
      ['tchouameni', 'PLAYER', 'aurelien-tchouameni', 'Aurélien Tchouaméni'],
      ['Tchouaméni', 'PLAYER', 'aurelien-tchouameni', 'Aurélien Tchouaméni'],
      ['tchouam', 'PLAYER', 'aurelien-tchouameni', 'Aurélien Tchouaméni'],
      ['england', 'TEAM', 'england', 'England'],
      ['England women', 'TEAM', 'england-women', 'England women'],
      ['Zaïre', 'TEAM', 'dr-congo', 'Zaïre'],
      ['zaire', 'TEAM', 'dr-congo', 'Zaïre'],
      ['ziare', 'TEAM', 'dr-congo', 'Zaïre'],
      ['englad', 'TEAM', 'england', 'England'],
      ['congo leopoldville', 'TEAM', 'dr-congo', 'Congo-Léopoldville'],
      ['soviet union', 'TEAM', 'russia', 'Soviet Union'],
      ['holland', 'TEAM', 'netherlands', 'Holland'],
      ['world cup', 'TOURNAMENT', 'fifa-world-cup', 'FIFA World Cup'],
      ['USA', 'TEAM', 'united-states', 'USA'],
      ['czechia', 'TEAM', 'czech-republic', 'Czechia'],
      ['eng', 'TEAM', 'england', 'ENG'],
      ['world cup 1966', 'EDITION', 'fifa-world-cup-1966', 'FIFA World Cup 1966'],
      ['kane execution', 'ARTICLE', '2022-12-11-kane-execution-let-me-down', undefined],
    ])('Query.search for %j finds first the %s %s', async (text, found, slug, matchedOn) => {
      const [first] = await search(text);
      expect(first).toMatchObject({ kind: found, node: { slug } });
      if (matchedOn) expect(first?.matchedOn).toBe(matchedOn);
    });

    it.each([
      ['england france 2022', ['2022-12-10-england-france']],
      ['England v France, 2022-12-10', ['2022-12-10-england-france']],
      ['france engalnd 2022-12', ['2022-12-10-england-france']],
      ['2022-12-10', ['2022-12-10-england-france', '2022-12-10-morocco-portugal']],
      ['10 December 2022', ['2022-12-10-england-france', '2022-12-10-morocco-portugal']],
      ['December 10th, 2022', ['2022-12-10-england-france', '2022-12-10-morocco-portugal']],
      ['england france december 2022', ['2022-12-10-england-france']],
      ['32 December 2022', []],
      ['zaire scotland', ['1974-06-14-dr-congo-scotland']],
      ['congo scotland', ['2018-10-10-dr-congo-scotland', '1974-06-14-dr-congo-scotland']],
      ['zaire 2018', []],
      ['friendly 1988', ['1988-06-25-netherlands-russia']],
      ['soviet union holland', ['1988-06-25-netherlands-russia']],
      ['england france 1990', []],
      ['england women 2030', ['2030-01-03-england-women-france-women']],
    ])('Query.search for %j finds the matches %j', async (text, expected) => {
      expect(await slugs(text, { kinds: ['MATCH'] })).toEqual(expected);
    });

    it('Query.search calls a match by the names of its day, and says which spelling matched', async () => {
      const [match] = await search('congo scotland 1974');
      expect(match).toMatchObject({
        title: 'Zaïre v Scotland, 1974-06-14',
        matchedOn: 'DR Congo v Scotland, 1974-06-14',
      });
      const [friendly] = await search('friendly zaire');
      expect(friendly?.matchedOn).toBe('Zaïre v Scotland, 1974-06-14, Friendly');
    });

    it.each([
      ['england', 'TEAM', ["Men's team", "Women's team"]],
      ['harry kane', 'PLAYER', ['England, born 1993']],
      ['mbappe', 'PLAYER', ['France, goals 2022']],
      ['england france 2022', 'MATCH', ['FIFA World Cup, 1-2']],
      ['fifa world cup', 'TOURNAMENT', ["Men's tournament"]],
      ['world cup 1966', 'EDITION', ["Men's tournament, 1966-07-11 to 1966-07-30"]],
      ['confident taking it', 'QUOTE', [null]],
      ['kane execution', 'ARTICLE', [null]],
    ])('SearchResult.subtitle tells apart what %j finds as %s', async (text, wanted, expected) => {
      const found = await search(text, { kinds: [wanted], first: expected.length });
      expect(found.map(({ subtitle }) => subtitle)).toEqual(expected);
    });

    it('SearchResult.title of an edition has the tournament and the year', async () => {
      const [edition] = await search('cup 1966', { kinds: ['EDITION'] });
      expect(edition).toMatchObject({
        title: 'FIFA World Cup 1966',
        node: { __typename: 'Edition', slug: 'fifa-world-cup-1966' },
      });
    });

    it('Query.search finds the matches of a year latest first, after what is called so', async () => {
      const found = await search('world cup 2022', { first: 100 });
      expect(found.slice(0, 2)).toMatchObject([
        { kind: 'EDITION', matchedOn: 'FIFA World Cup 2022' },
        { kind: 'TOURNAMENT', matchedOn: 'FIFA World Cup 2022' },
      ]);
      const matches = found.slice(2).map(({ node }) => node.slug ?? '');
      expect(matches).toHaveLength(19);
      expect(matches[0]).toBe('2022-12-18-argentina-france');
      expect(matches.map((slug) => slug.slice(0, 10))).toEqual(
        matches
          .map((slug) => slug.slice(0, 10))
          .sort()
          .reverse(),
      );
    });

    it('Query.search finds a quote by its words', async () => {
      const [quote] = await search("DIDN'T execute it the way I wanted");
      expect(quote).toMatchObject({ kind: 'QUOTE', node: { __typename: 'Quote' } });
      expect(quote?.title).toContain('I felt confident taking it');
    });

    it('Query.search has each entity once, by its best spelling', async () => {
      const found = await search('kane', { first: 100 });
      expect(found.filter(({ node }) => node.slug === 'harry-kane')).toEqual([
        expect.objectContaining({ matchedOn: 'Harry Kane' }),
      ]);
      const ids = found.map(({ node }) => node.id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('Query.search puts the very name before its words, these before prefixes, and typos last', async () => {
      const names = ['Kanee', 'Kanes', 'Xane', 'Kane Ax', 'Kane'].map(person);
      const scorers = names.flatMap((name, place) => Array(10 - place).fill(name));
      const match = { date: '1999-09-09', home: 'netherlands', away: 'wales', homeScore: 40 };
      const told = { ...match, awayScore: 0, tournament: 'friendly' };
      const database = await seededWith(kind, { ...FURTHER, matches: [matchFact(told, scorers)] });
      const other = createTestServer(database);
      const { search: found } = await other.ask(SEARCH, { text: 'kane', kinds: ['PLAYER'] });
      // Harry Kane has more goals than Kane Ax, and Kanee more than Kanes.
      const titles = found
        .map(({ title }: Result) => title)
        .filter((it: string) => /[KX]ane/.test(it));
      expect(titles).toEqual(['Kane', 'Harry Kane', 'Kane Ax', 'Kanee', 'Kanes', 'Xane']);
      await other.close();
    });

    it('Query.search finds texts of two letters by their beginning', async () => {
      expect(await slugs('ka', { kinds: ['PLAYER'] })).toContain('harry-kane');
      expect(await slugs('dr')).toContain('dr-congo');
    });

    it('Query.search tolerates no slip in a word of three letters', async () => {
      expect(await slugs('xis', { kinds: ['TEAM'] })).toEqual([]);
      expect(await slugs('cis', { kinds: ['TEAM'] })).toEqual(['russia']);
    });

    it('Query.search finds nothing where one word is unknown', async () => {
      expect(await search('harry atlantis')).toEqual([]);
      expect(await search('atlantis 2022')).toEqual([]);
    });

    it('Query.search finds the wanted kinds alone, and nothing where none is wanted', async () => {
      const kinds = ['TEAM', 'PLAYER', 'MATCH', 'TOURNAMENT', 'EDITION', 'QUOTE', 'ARTICLE'];
      for (const wanted of kinds) {
        const found = await search('e', { text: 'in', kinds: [wanted], first: 100 });
        expect([...new Set(found.map((it) => it.kind))]).toEqual(found.length ? [wanted] : []);
      }
      expect(await search('england', { kinds: [] })).toEqual([]);
      const both = await search('england', { kinds: ['TEAM', 'MATCH'], first: 100 });
      expect(new Set(both.map((it) => it.kind))).toEqual(new Set(['TEAM', 'MATCH']));
    });

    it('Query.search for fewer is the beginning of what more are', async () => {
      for (const text of ['england', 'ma', 'world cup 2022', 'harry']) {
        const all = await search(text, { first: 100 });
        for (const first of [1, 2, 7]) {
          expect(await search(text, { first })).toEqual(all.slice(0, first));
        }
      }
    });

    it.each(['', ' ', 'a', '  a  ', 'a'.repeat(101)])(
      'Query.search refuses the text %j and says how long it is',
      async (text) => {
        const { message, extensions } = await record.refuse(SEARCH, { text });
        expect(extensions?.code).toBe('BAD_USER_INPUT');
        expect(message).toContain(`2 to 100`);
        expect(message).toContain(`got ${text.trim().length}`);
      },
    );

    it.each([0, -1, 101])('Query.search refuses %d results', async (first) => {
      const { message, extensions } = await record.refuse(SEARCH, { text: 'kane', first });
      expect(extensions?.code).toBe('BAD_USER_INPUT');
      expect(message).toBe(`first must be from 1 to 100, got ${first}`);
    });

    it.each([
      'harry* kane',
      '"harry" kane',
      "harry' kane\\",
      'harry (kane)',
      'harry, kane; --',
      'harry_kane%',
      'harry:* & kane',
      '{harry} ^kane',
      '  harry   kane  ',
    ])('Query.search takes %j as the words in it', async (text) => {
      expect((await slugs(text))[0]).toBe('harry-kane');
    });

    it.each([
      'harry OR kane',
      'harry NOT kane',
      'kane NEAR/2 harry',
      '%%',
      '**',
      '--',
      '💥💥',
      "''",
    ])('Query.search takes %j as plain text, which finds nothing', async (text) => {
      expect(await search(text)).toEqual([]);
    });

    it('Query.search answers any text', async () => {
      const text = fc
        .oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 99 }))
        // What no argument may have is refused before.
        .map((it) => it.replace(/[\0\p{Surrogate}]/gu, 'x'))
        .filter((it) => it.trim().length >= 2 && it.trim().length <= 100);
      await fc.assert(
        fc.asyncProperty(text, async (it) => {
          expect(Array.isArray(await search(it))).toBe(true);
        }),
        { numRuns: runs(60) },
      );
    });

    it('Query.search answers the longest texts of the shortest words', async () => {
      const words = Array(50).fill('a').join(' ');
      expect(Array.isArray(await search(words))).toBe(true);
      expect(Array.isArray(await search('ab'.repeat(50)))).toBe(true);
    });

    it('Query.search reads as much of what is found as is asked for', async () => {
      const { search: found } = await record.ask(`{ search(text: "england france 2022") {
        title
        node { ... on Match {
          date score { home away } goals { label scorer { name teams { slug } } } sources { slug }
        } }
      } }`);
      const { match } = await record.ask(`{ match(slug: "2022-12-10-england-france") {
        date score { home away } goals { label scorer { name teams { slug } } } sources { slug }
      } }`);
      expect(found).toEqual([{ title: 'England v France, 2022-12-10', node: match }]);
    });

    it('Query.search names what it finds also where nothing of the node is asked for', async () => {
      const { search: found } = await record.ask(
        '{ search(text: "kane", first: 1) { kind title matchedOn } }',
      );
      expect(found).toEqual([{ kind: 'PLAYER', title: 'Harry Kane', matchedOn: 'Harry Kane' }]);
    });

    /** How many statements a search costs. */
    async function cost(text: string, more: Record<string, unknown>): Promise<number> {
      statements.length = 0;
      await search(text, more);
      return statements.length;
    }

    it('Query.search costs as much for a hundred results as for one', async () => {
      for (const wanted of ['TEAM', 'PLAYER', 'MATCH']) {
        const text = { TEAM: 'en', PLAYER: 'ha', MATCH: 'world cup 2022' }[wanted] ?? '';
        const forOne = await cost(text, { kinds: [wanted], first: 1 });
        expect(await cost(text, { kinds: [wanted], first: 100 })).toBe(forOne);
      }
    });

    it('Query.search looks up by two statements, and reads one kind of row by one', async () => {
      expect(await cost('atlantis', {})).toBeLessThanOrEqual(2);
      expect(await cost('kane', { first: 100 })).toBeLessThanOrEqual(6);
    });
  });
}

/** What both databases answer to some texts, to be the same. */
async function sameAnswers(
  open: (kind: (typeof DATABASES)[number]) => Promise<TestServer>,
  texts: readonly string[],
  first: number,
): Promise<Result[][]> {
  const [one, other] = await Promise.all(
    DATABASES.map(async (kind) => {
      const record = await open(kind);
      const answers: Result[][] = [];
      for (const text of texts) answers.push((await record.ask(SEARCH, { text, first })).search);
      await record.close();
      return answers;
    }),
  );
  expect(other).toEqual(one);
  return one ?? [];
}

describe('both databases', () => {
  /** Names of few syllables, so that many are alike. */
  const SYLLABLES = ['ka', 'ne', 'rí', 'mo', 'łu', 'Şa', 'dé', "o'"];
  const name = fc
    .array(fc.array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 2,
    })
    .map((words) => words.map((syllables) => syllables.join('')).join(' '));
  const [people = []] = fc.sample(fc.uniqueArray(name, { minLength: 400, maxLength: 400 }), {
    numRuns: 1,
    seed: 53,
  });

  it('put what they find in the same order', async () => {
    const match = {
      date: '1999-09-09',
      home: 'netherlands',
      away: 'wales',
      tournament: 'friendly',
    };
    const goals = people.flatMap((it, place) => Array((place % 5) + 1).fill(person(it)));
    const facts = matchFact({ ...match, homeScore: goals.length, awayScore: 0 }, goals);
    const texts = [...SYLLABLES, ...people.slice(0, 40), 'kanee', 'rimo', 'ludek', 'engalnd'];
    const open = async (kind: (typeof DATABASES)[number]) =>
      createTestServer(await seededWith(kind, { ...FURTHER, matches: [facts] }));
    const long = texts.filter((it) => it.length > 1);
    const answers = await sameAnswers(open, long, 20);
    expect(answers.filter((found) => found.length > 1).length).toBeGreaterThan(30);
  });
});

describe.skipIf(isAbsent('international-results'))('the whole record', () => {
  const copies: WholeRecord[] = [];
  afterAll(() => Promise.all(copies.map(({ drop }) => drop())));

  /** What has to come first, by text. */
  const FIRST: Record<string, string> = {
    'harry cane': 'harry-kane',
    'ruud gulit': 'ruud-gullit',
    tchouameni: 'aurelien-tchouameni',
    maradona: 'diego-maradona',
    ronaldo: 'ronaldo',
    'cristiano ronaldo': 'cristiano-ronaldo',
    oneill: 'martin-o-neill',
    'de bruyne': 'kevin-de-bruyne',
    Zaïre: 'dr-congo',
    zaire: 'dr-congo',
    'upper volta': 'burkina-faso',
    ireland: 'northern-ireland',
    'ivory coast': 'ivory-coast',
    brasil: 'brazil',
    'sao tome': 'sao-tome-and-principe',
    'world cup': 'fifa-world-cup',
    'copa america': 'copa-america',
    'england france 2022': '2022-12-10-england-france',
    'england v scotland 1872': '1872-11-30-scotland-england',
    '2022-12-18': '2022-12-18-argentina-france',
    'argentina france': '2022-12-18-argentina-france',
    'zaire brazil': '1974-06-22-dr-congo-brazil',
    'argentina world cup 1986': '1986-06-29-argentina-germany',
    'north korea south korea 2019': '2019-10-15-north-korea-south-korea',
  };

  it('answers alike on both databases, with whom one means first', {}, async () => {
    const open = async (kind: (typeof DATABASES)[number]) => {
      const copy = await wholeRecord(kind);
      copies.push(copy);
      return createTestServer(openDatabase(copy.url));
    };
    const more = [
      'ma',
      'al',
      'jose',
      'maria',
      'mohamed',
      'martinez',
      'cup',
      'united',
      'friendly 2019',
    ];
    const answers = await sameAnswers(open, [...Object.keys(FIRST), ...more], 10);
    const firsts = Object.keys(FIRST).map((text, place) => [text, answers[place]?.[0]?.node.slug]);
    expect(Object.fromEntries(firsts)).toEqual(FIRST);
  });
});
