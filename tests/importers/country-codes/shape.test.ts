/** Other names of teams: rows, teams of both categories, and what sources may not be matched by. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import { DATABASES } from '../../support/databases.js';
import { createTestServer } from '../../support/test-server.js';
import { type TestRecord, testRecord } from '../record-of.js';
import { CUPS, changed, type Files } from '../world-cup-folders.js';

const DATASET = 'country-codes';

const NAMES: Files = {
  team_aliases: [
    'team,alias,kind,source,note',
    'Atlantis,ATL,fifa_code,one list,',
    'Atlantis,ATL,fifa_code,another list,',
    'Atlantis,ATL,ioc,one list,',
    'Atlantis,The Ring,common,own list,',
    'Atlantis,USMNT,common,own list,',
    'Atlantis,Atlántida,name_es,one list,',
    'Atlantis,Q1,wikidata_country,one list,"the country, not the team"',
    'Mu,MUU,fifa_code,one list,',
    'Mu,HIV,fifa_code,another list,',
    'Mu,HIV,fifa_code_old,another list,',
    'Mu,Motherland,name_un,one list,',
    'Thule,THU,fifa_code,one list,',
    'Lemuria,,common,own list,',
    'Lemuria,LE,iso9,one list,',
    'Atlantis,ATL,ioc,one list,',
  ],
};

const SUMMARY = 'country-codes: 15 rows read = 10 written + 0 unchanged + 5 rejected.';

for (const kind of DATABASES) {
  describe(`other names of teams on ${kind}`, () => {
    let record: TestRecord;
    let report: string[];
    beforeAll(async () => {
      record = await testRecord(kind);
      await record.bringResults();
      await record.bring('fjelstul-world-cup', CUPS);
      report = await record.bring(DATASET, NAMES);
    });
    afterAll(() => record.drop());

    async function ask(query: string) {
      const server = createTestServer(openDatabase(record.url));
      try {
        return await server.ask(query);
      } finally {
        await server.close();
      }
    }

    it("account for every row: a name each, copies for women's teams apart", () => {
      expect(report).toContain(SUMMARY);
      // Two teams have women's teams; one name is the men's alone.
      expect(report.map((line) => line.trim())).toContain('9 women names written');
    });

    it('reject rows of unknown teams, kinds and countries, and say why', () => {
      const reasons = report.flatMap(
        (line) => /^ {2}team_aliases.csv:(\d+: [^:]+)/.exec(line)?.[1],
      );
      expect(reasons.filter(Boolean)).toEqual([
        '8: it names the country, not the team',
        '13: the record has no team "Thule"',
        '14: the alias is empty',
        '15: "iso9" is no kind of alias',
        '16: Atlantis/ATL/ioc/one list is there already',
      ]);
    });

    it('give Team.code, without one that FIFA gave up, and Team.aliases', async () => {
      const fields = 'code aliases';
      expect(
        await ask(`{ atlantis: team(slug: "atlantis") { ${fields} } mu: team(slug: "mu") { ${fields} }
          lemuria: team(slug: "lemuria") { ${fields} } women: team(slug: "atlantis-women") { ${fields} } }`),
      ).toEqual({
        atlantis: { code: 'ATL', aliases: ['The Ring', 'USMNT'] },
        mu: { code: 'MUU', aliases: ['Motherland', 'Hiva'] },
        lemuria: { code: null, aliases: [] },
        women: { code: 'ATL', aliases: ['The Ring'] },
      });
    });

    it('leave Team.confederation to the source that states it', async () => {
      const { teams } = await ask('{ teams(first: 10) { nodes { slug confederation } } }');
      const found = teams.nodes.map((team: Record<string, string>) =>
        Object.values(team).join(' '),
      );
      expect(found).toEqual([
        'atlantis UEFA',
        'atlantis-women UEFA',
        'lemuria OFC',
        'mu OFC',
        'mu-women OFC',
      ]);
    });

    it('change nothing when they come again', async () => {
      expect(await record.bring(DATASET, NAMES)).toContain('Nothing is new.');
    });

    it('go when their rows go, and nothing else with them', async () => {
      const [head = '', ...rows] = NAMES.team_aliases ?? [];
      const fewer = rows.filter((row) => !row.includes('The Ring'));
      const lines = await record.bring(DATASET, { team_aliases: [head, ...fewer] });
      expect(lines).toContain('taken back: 2 team names');
      const { team, other } = await ask(
        '{ team(slug: "the-ring") { slug } other: team(slug: "motherland") { slug } }',
      );
      expect([team, other]).toEqual([null, { slug: 'mu' }]);
      await record.bring(DATASET, NAMES);
    });
  });

  it(`other names of teams on ${kind} end in the same record before and after the World Cups`, async () => {
    const named = changed(CUPS, {
      replace: ['matches', 'goals', 'squads', 'teams'].flatMap(
        (file): [string, string, string][] => [[file, 'Mu,', 'HIV,']],
      ),
    });
    const states = await Promise.all(
      [
        ['fjelstul-world-cup', DATASET],
        [DATASET, 'fjelstul-world-cup'],
      ].map(async (order) => {
        const record = await testRecord(kind);
        await record.bringResults();
        for (const name of order) await record.bring(name, name === DATASET ? NAMES : named);
        const teams = await record.read(async (known) => [...(await known.teams())].sort());
        const names = await record.read((known) => known.teamNames(''));
        const listed = names.map((name) => JSON.stringify(name)).sort();
        const matches = await record.read((known) => known.matchesOf('fifa-world-cup'));
        await record.drop();
        return { teams, listed, matches };
      }),
    );
    expect(states[1]).toEqual(states[0]);
  });

  it(`other names of teams on ${kind} are refused in one line before the teams`, async () => {
    const record = await testRecord(kind);
    await expect(record.bring(DATASET, NAMES)).rejects.toThrow(
      /^team_aliases.csv: none of its 15 rows can be read: line 2: the record has no team "Atlantis": the results come first/,
    );
    await record.drop();
  });
}
