/** Teams: their names, matches, runs and shoot-outs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, seededWith } from '../record/further.js';
import { matchesOf, seenFrom, teams } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const RUNS = `query($team: String!, $kind: RunKind!, $asOf: Date, $first: Int! = 3) {
  team(slug: $team) {
    runs(kind: $kind, asOf: $asOf, first: $first) { length ongoing firstMatch { slug } lastMatch { slug } }
  }
}`;

/** A run as the answer has it. */
const run = (length: number, first: string, last: string, ongoing = false) => ({
  length,
  ongoing,
  firstMatch: { slug: first },
  lastMatch: { slug: last },
});

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('Query.team is null for a slug that the record does not have', async () => {
      expect(await record.ask('{ team(slug: "Atlantis") { id } }')).toEqual({ team: null });
    });

    it('Query.teams lists every team by name, with its former names', async () => {
      const query = `query($after: String) {
        teams(first: 100, after: $after) { totalCount nodes { slug name category formerNames { name from to } } }
      }`;
      const { teams: answer } = await record.ask(query);
      expect(answer).toEqual({
        totalCount: teams.length,
        nodes: [...teams]
          .sort((one, other) => (one.slug < other.slug ? -1 : 1))
          .map(({ slug, name, formerly }) => ({
            slug,
            name,
            category: 'MEN',
            formerNames: formerly,
          })),
      });
    });

    it.each([
      ['dr-congo', '1974-06-14', 'Zaïre'],
      ['dr-congo', '1971-01-10', 'Zaïre'],
      ['dr-congo', '1997-04-27', 'Zaïre'],
      ['dr-congo', '1997-04-28', 'DR Congo'],
      ['dr-congo', '1971-01-09', 'DR Congo'],
      ['dr-congo', '1970-11-24', 'Congo-Kinshasa'],
      ['russia', '1966-07-25', 'Soviet Union'],
      ['russia', '1992-06-18', 'CIS'],
      ['serbia', '2006-06-21', 'Serbia and Montenegro'],
      ['england', '1872-11-30', 'England'],
    ])('Team.nameOn of %s on %s is %s', async (team, date, name) => {
      const query =
        'query($team: String!, $date: Date!) { team(slug: $team) { nameOn(date: $date) } }';
      expect(await record.ask(query, { team, date })).toEqual({ team: { nameOn: name } });
    });

    it.each(['england', 'argentina', 'france', 'qatar'])(
      'Team.matches of %s are its own, home and away',
      async (team) => {
        const { team: answer } = await record.ask(
          'query($team: String!) { team(slug: $team) { matches(first: 100) { totalCount nodes { slug } } } }',
          { team },
        );
        const expected = matchesOf(team).map(({ slug }) => ({ slug }));
        expect(answer.matches).toEqual({ totalCount: expected.length, nodes: expected });
      },
    );

    it('Team.matches sees venue, outcome and opponent from the team', async () => {
      const { team } = await record.ask(`{
        team(slug: "germany") {
          matches(filter: { opponent: "england", venue: AWAY, outcome: LOST }) { nodes { slug } }
        }
      }`);
      expect(team.matches.nodes).toEqual([
        { slug: '1966-07-30-england-germany' },
        { slug: '2021-06-29-england-germany' },
      ]);
    });

    it('Team.runs puts together what the record holds whole: four unbeaten at the World Cup of 2022', async () => {
      const { team } = await record.ask(RUNS, { team: 'england', kind: 'UNBEATEN', first: 1 });
      expect(team.runs).toEqual([run(4, '2022-11-21-england-iran', '2022-12-04-england-senegal')]);
    });

    it('Team.runs adds the runs that are as long as the last one, by their first match', async () => {
      const { team } = await record.ask(RUNS, { team: 'england', kind: 'WINNING', first: 1 });
      expect(team.runs).toEqual([
        run(2, '2022-11-29-wales-england', '2022-12-04-england-senegal'),
        run(2, '2023-03-23-italy-england', '2023-03-26-england-ukraine'),
      ]);
    });

    it('Run.ongoing holds while every match until the day is held, and not a day longer', async () => {
      const latest = async (asOf: string) => {
        const { team } = await record.ask(RUNS, {
          team: 'england',
          kind: 'WINNING',
          asOf,
          first: 1,
        });
        return team.runs.at(-1);
      };
      const [first, last] = ['2023-03-23-italy-england', '2023-03-26-england-ukraine'];
      expect(await latest('2023-03-26')).toEqual(run(2, first, last, true));
      expect(await latest('2023-06-15')).toEqual(run(2, first, last, true));
      expect(await latest('2023-06-16')).toEqual(run(2, first, last, false));
    });

    it.each(['WINNING', 'UNBEATEN', 'WINLESS', 'LOSING', 'SCORING', 'CLEAN_SHEETS'])(
      'Team.runs of %s never go across a gap of what the record holds',
      async (wanted) => {
        for (const team of ['england', 'argentina', 'croatia']) {
          const answer = await record.ask(RUNS, { team, kind: wanted, first: 100 });
          // England is held from 2022-09-27 to 2023-06-15; of the others single matches are there.
          for (const { length, firstMatch, lastMatch } of answer.team.runs) {
            const [from, to] = [firstMatch.slug.slice(0, 10), lastMatch.slug.slice(0, 10)];
            const held = team === 'england' && from >= '2022-09-27' && to <= '2023-06-15';
            expect(length === 1 || held, `${team} ${from} ${to}`).toBe(true);
          }
        }
      },
    );

    it('Team.runs together cover every match in which the kind holds, once', async () => {
      const { team } = await record.ask(RUNS, {
        team: 'england',
        kind: 'CLEAN_SHEETS',
        first: 100,
      });
      const lengths = team.runs.map(({ length }: { length: number }) => length);
      const clean = matchesOf('england').filter((match) => seenFrom('england', match).other === 0);
      expect(lengths.reduce((sum: number, length: number) => sum + length, 0)).toBe(clean.length);
    });

    it.each([
      ['{ afterExtraTime: true, edition: 2022, tournament: "fifa-world-cup" }', 0, 'LISTED'],
      ['{ afterExtraTime: false, edition: 2022, tournament: "fifa-world-cup" }', 5, 'LISTED'],
      [
        '{ stages: ["QUARTER-FINALS", "final"], tournaments: ["fifa-world-cup"], edition: 2022 }',
        1,
        'LISTED',
      ],
      ['{ neutral: true, tournaments: ["fifa-world-cup"], edition: 2022 }', 5, 'LISTED'],
      ['{ possiblyAwarded: true, from: "2022-09-27", to: "2023-06-15" }', 0, 'LISTED'],
    ])('Team.record under %s is %i, %s', async (filter, played, completeness) => {
      const { team } = await record.ask(
        `{ team(slug: "england") { record(filter: ${filter}) { played completeness } } }`,
      );
      expect(team.record).toEqual({ played, completeness });
    });

    it.each([
      ['afterExtraTime: true', 'NONE', '2 of', 'no statement on extra time on record'],
      ['afterExtraTime: false', 'PARTIAL', '2 of', 'no statement on extra time on record'],
      ['stages: ["final", "semi-finals"]', 'NONE', '2 of', 'no stage on record'],
      [
        'stage: "final", afterExtraTime: true',
        'NONE',
        '2 of',
        'no stage or no statement on extra time',
      ],
    ])(
      'Team.record under { %s } is %s where matches lack the field, with their number',
      async (some, completeness, number, reason) => {
        const { team } = await record.ask(`{ team(slug: "england") {
          record(filter: { from: "2022-09-27", to: "2023-06-15", ${some} }) { completeness explanation }
        } }`);
        expect(team.record.completeness).toBe(completeness);
        expect(team.record.explanation).toContain(
          `${number} the matches that may be among these have ${reason}`,
        );
      },
    );

    it.each([undefined, '2022-12-04', '2022-12-10', '2023-03-26', '2099-01-01'])(
      'Team.currentRuns as of %s are those of Team.runs that the last match has not ended, by kind',
      async (asOf) => {
        const fields =
          'kind length ongoing completeness explanation firstMatch { slug } lastMatch { slug }';
        const kinds = ['WINNING', 'UNBEATEN', 'WINLESS', 'LOSING', 'SCORING', 'CLEAN_SHEETS'];
        const all = kinds.map(
          (one) => `${one}: runs(kind: ${one}, asOf: $asOf, first: 100) { ${fields} }`,
        );
        const { team } = await record.ask(
          `query($asOf: Date) { team(slug: "england") {
            currentRuns(asOf: $asOf) { ${fields} } ${all.join(' ')}
          } }`,
          { asOf },
        );
        const current = kinds.flatMap((one) =>
          team[one].filter(({ ongoing }: { ongoing: boolean | null }) => ongoing !== false),
        );
        expect(team.currentRuns).toEqual(current);
        expect(current.length).toBeGreaterThan(0);
      },
    );

    it('Team.currentRuns are ongoing while every match until the day is held, and null after it', async () => {
      const runsOf = async (asOf: string) => {
        const { team } = await record.ask(
          'query($asOf: Date) { team(slug: "england") { currentRuns(asOf: $asOf) { kind length ongoing } } }',
          { asOf },
        );
        return team.currentRuns;
      };
      const two = (kind: string, ongoing: boolean | null) => ({ kind, length: 2, ongoing });
      const held = ['WINNING', 'UNBEATEN', 'SCORING'];
      expect(await runsOf('2023-06-15')).toMatchObject([
        ...held.slice(0, 2).map((one) => two(one, true)),
        { kind: 'SCORING', ongoing: true },
        { kind: 'CLEAN_SHEETS', length: 1, ongoing: true },
      ]);
      for (const { ongoing } of await runsOf('2099-01-01')) expect(ongoing).toBeNull();
    });

    it('Team.currentRuns are none before the first match', async () => {
      const { team } = await record.ask(
        '{ team(slug: "england") { currentRuns(asOf: "1872-11-29") { kind } } }',
      );
      expect(team.currentRuns).toEqual([]);
    });

    it.each([0, -1, 101])('Team.runs refuses first: %i', async (first) => {
      const error = await record.refuse(RUNS, { team: 'england', kind: 'WINNING', first });
      expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(error.message).toContain(`got ${first}`);
    });

    it.each([
      [
        'england',
        { played: 1, won: 1, lost: 0, kicks: { taken: 5, scored: 4, completeness: 'PARTIAL' } },
      ],
      [
        'argentina',
        { played: 2, won: 2, lost: 0, kicks: { taken: 9, scored: 8, completeness: 'PARTIAL' } },
      ],
      [
        'croatia',
        { played: 2, won: 2, lost: 0, kicks: { taken: 8, scored: 7, completeness: 'PARTIAL' } },
      ],
      [
        'spain',
        { played: 1, won: 0, lost: 1, kicks: { taken: 3, scored: 0, completeness: 'PARTIAL' } },
      ],
      [
        'wales',
        {
          played: 0,
          won: 0,
          lost: 0,
          kicks: { taken: null, scored: null, completeness: 'NONE' },
        },
      ],
    ])("Team.shootouts counts those of %s and the team's own kicks", async (team, expected) => {
      const query = `query($team: String!) {
        team(slug: $team) { shootouts { played won lost kicks { taken scored completeness } } }
      }`;
      expect(await record.ask(query, { team })).toEqual({ team: { shootouts: expected } });
    });

    it('Team.shootouts counts the day asked for, inclusive', async () => {
      const played = async (asOf: string) => {
        const query =
          'query($asOf: Date) { team(slug: "argentina") { shootouts(asOf: $asOf) { played } } }';
        return (await record.ask(query, { asOf })).team.shootouts.played;
      };
      expect([await played('2022-12-08'), await played('2022-12-09')]).toEqual([0, 1]);
      expect([await played('2022-12-17'), await played('2022-12-18')]).toEqual([1, 2]);
    });
  });

  describe(`${kind}: beyond the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, FURTHER));
    });
    afterAll(() => record.close());

    it("Query.teams tells women's teams from men's", async () => {
      const { teams: women } = await record.ask(
        '{ teams(category: WOMEN) { totalCount nodes { slug name } } }',
      );
      expect(women).toEqual({
        totalCount: 2,
        nodes: [
          { slug: 'england-women', name: 'England' },
          { slug: 'france-women', name: 'France' },
        ],
      });
    });

    it('Team.record leaves a match out until it is played', async () => {
      const { team } = await record.ask(`{ team(slug: "wales") {
        record(filter: { opponent: "england", from: "2030-01-01" }) { played lost lastMatch { slug } }
        matches(filter: { opponent: "england", from: "2030-01-01" }) { totalCount }
      } }`);
      const lastMatch = { slug: '2030-01-01-england-wales' };
      expect(team).toEqual({
        record: { played: 1, lost: 1, lastMatch },
        matches: { totalCount: 2 },
      });
    });
  });
}
