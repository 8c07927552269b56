/** The texts by which rows are found: derived from the record, in step with it, and counted for nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/types.js';
import { readSeed } from '../../../../src/importers/documents/seed.js';
import { EMPTY_FACTS, type Facts } from '../../../../src/importers/facts.js';
import { writeFacts } from '../../../../src/importers/write/write.js';
import { listTexts, type TextKind } from '../../../../src/record/search.js';
import { fold } from '../../../../src/text/fold.js';
import { tokenize } from '../../../../src/text/lexemes.js';
import { FURTHER, matchFact } from '../../../record/further.js';
import { DATABASES } from '../../../support/databases.js';
import { emptyDatabase, SEED } from '../../../support/record.js';

const SOURCE = 'scoresheet-seed';
const KINDS: TextKind[] = ['TEAM', 'PLAYER', 'TOURNAMENT', 'QUOTE', 'ARTICLE'];
const seed = readSeed(SEED);

const write = (database: Database, facts: Partial<Facts>) =>
  writeFacts(database, SOURCE, { ...EMPTY_FACTS, ...facts });

/** Every text with what it is of, in the order of their ids. */
const textsIn = (database: Database) =>
  database.write((tx) => tx.prisma.searchText.findMany({ orderBy: { id: 'asc' } }));

/** The texts of a kind, as they are shown. */
async function shown(database: Database, kind: TextKind): Promise<string[]> {
  return (await textsIn(database)).filter((it) => it.kind === kind).map(({ text }) => text);
}

/** The texts that the index finds by all of some words. */
async function found(database: Database, text: string): Promise<string[]> {
  const lexemes = tokenize(fold(text)).map((word) => [word]);
  return (await listTexts(database, [{ kinds: KINDS, lexemes }], 100)).map((it) => it.text);
}

const friendly = matchFact({
  date: '2030-02-02',
  home: 'england',
  away: 'wales',
  homeScore: 2,
  awayScore: 1,
  tournament: 'friendly',
});

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    beforeAll(async () => {
      database = await emptyDatabase(kind, { writable: true });
      await write(database, seed);
      await write(database, FURTHER);
    });
    afterAll(() => database.close());

    it('are current and former names of teams, and what women play under', async () => {
      const teams = await shown(database, 'TEAM');
      expect(teams).toEqual(
        expect.arrayContaining(['DR Congo', 'Zaïre', 'Russia', 'Soviet Union', 'England women']),
      );
      expect(teams.filter((name) => name === 'England')).toHaveLength(2);
    });

    it('are tournaments, with the years of their editions', async () => {
      const tournaments = await shown(database, 'TOURNAMENT');
      expect(tournaments).toEqual(
        expect.arrayContaining(['FIFA World Cup', 'FIFA World Cup 1966', 'Friendly']),
      );
    });

    it('are names that went with a former slug, a slug that went alone is none', async () => {
      const former = [
        { entity: 'Team', slug: 'albion', currentSlug: 'england', name: 'Albion' },
        { entity: 'Team', slug: 'gaul', currentSlug: 'france', name: null },
        { entity: 'Tournament', slug: 'coupe', currentSlug: 'fifa-world-cup', name: 'Coupe' },
        { entity: 'Player', slug: 'harold-kane', currentSlug: 'harry-kane', name: null },
      ];
      await database.write((tx) => tx.prisma.formerSlug.createMany({ data: former }));
      const day = { ...friendly, date: '2030-02-05' };
      await write(database, { matches: [matchFact(day)] });
      const texts = await textsIn(database);
      const named = texts.filter(({ text }) => /albion|gaul|coupe|harold/i.test(text));
      expect(named.map(({ kind, text }) => `${kind} ${text}`).sort()).toEqual(
        expect.arrayContaining(['TEAM Albion', 'TOURNAMENT Coupe', 'TOURNAMENT Coupe 1966']),
      );
      expect(named.filter(({ kind, text }) => kind === 'PLAYER' || /gaul/i.test(text))).toEqual([]);
      expect(await found(database, 'albion')).toEqual(['Albion']);
      await database.write((tx) => tx.prisma.formerSlug.deleteMany());
    });

    it('are the words of quotes and the titles of articles', async () => {
      expect(await shown(database, 'QUOTE')).toEqual(seed.quotes.map(({ text }) => text));
      expect(await shown(database, 'ARTICLE')).toEqual(seed.articles.map(({ title }) => title));
    });

    it('are the names under which sources list a player, each once, whatever the team', async () => {
      const kane = { name: 'Harry Kane', team: 'england' };
      const alias = { source: SOURCE, person: kane, from: null, to: null, reason: 'a test' };
      await write(database, {
        aliases: [
          { ...alias, key: 'a', name: 'Harry Edward Kane', team: 'england' },
          { ...alias, key: 'b', name: 'Harry Kane', team: 'wales' },
        ],
      });
      const names = (await shown(database, 'PLAYER')).filter((name) => /Harry.*Kane/.test(name));
      expect(names).toEqual(['Harry Kane', 'Harry Edward Kane']);
    });

    it('are found by the index as soon as they are there, each by its own words', async () => {
      for (const { text } of await textsIn(database))
        expect(await found(database, text)).toContain(text);
    });

    it('leave the index when the record has them no more, and the new ones join it', async () => {
      const [article, ...others] = seed.articles;
      if (!article) throw new Error('The seed has no article.');
      const renamed = { ...article, title: 'A wholly other headline' };
      await write(database, { ...seed, articles: [renamed, ...others] });
      expect(await shown(database, 'ARTICLE')).toEqual([renamed.title]);
      expect(await found(database, article.title)).toEqual([]);
      expect(await found(database, 'other headline')).toEqual([renamed.title]);
      await write(database, seed);
      expect(await shown(database, 'ARTICLE')).toEqual([article.title]);
    });

    it('weigh more when more of the record hangs on the row, and only they change', async () => {
      const before = await textsIn(database);
      await write(database, { matches: [friendly] });
      const after = await textsIn(database);
      const heavier = after.flatMap((text, place) => {
        const old = before[place];
        expect(text).toEqual({ ...old, weight: text.weight });
        const more = text.weight - (old?.weight ?? 0);
        return more === 0 ? [] : [[text.text, more]];
      });
      expect(heavier).toEqual([
        ['England', 1],
        ['ENG', 1],
        ['Wales', 1],
        ['WAL', 1],
        ['Friendly', 1],
      ]);
    });

    it('stay as they are, to the row, where an import changes nothing', async () => {
      const before = await textsIn(database);
      expect(await write(database, FURTHER)).toMatchObject({ written: 0 });
      expect(await textsIn(database)).toEqual(before);
    });

    it('stay as they are where an import changes what has no name', async () => {
      const before = await textsIn(database);
      const [first, ...others] = seed.matches;
      if (!first) throw new Error('The seed has no match.');
      const report = await write(database, {
        ...seed,
        matches: [{ ...first, city: 'Atlantis' }, ...others],
      });
      expect(report.written).toBeGreaterThan(0);
      expect(await textsIn(database)).toEqual(before);
    });

    it('are written by the next import of a record that was there before them, and make no new version', async () => {
      const { version } = await write(database, seed);
      await database.write((tx) => tx.prisma.searchText.deleteMany());
      expect(await found(database, 'harry kane')).toEqual([]);
      expect(await write(database, seed)).toMatchObject({ written: 0, version });
      expect(await found(database, 'harry kane')).toContain('Harry Kane');
    });
  });
}

describe('both databases', () => {
  it('have the same texts, with the same ids', async () => {
    const [one, other] = await Promise.all(
      DATABASES.map(async (kind) => {
        const database = await emptyDatabase(kind, { writable: true });
        await write(database, seed);
        await write(database, FURTHER);
        const texts = await textsIn(database);
        await database.close();
        return texts;
      }),
    );
    expect(one?.length).toBeGreaterThan(100);
    expect(other).toEqual(one);
  });
});
