/** Players and their careers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededWith } from '../record/further.js';
import { type Goal, goals, matches, matchesOf, opponentOf, penalties } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

/** The goals that count for a player, up to a day. */
const scoredBy = (scorer: string, asOf = '9999-12-31') =>
  goals.filter((goal) => goal.scorer === scorer && !goal.ownGoal && goal.match.date <= asOf);

/** How many goals there are for each key, most first, ties in the order of their first goal. */
function counted(list: readonly Goal[], keyOf: (goal: Goal) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const goal of list) counts.set(keyOf(goal), (counts.get(keyOf(goal)) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

const FIGURES =
  'team { slug } goals { value recorded lowerBound upperBound } caps { value } lastSupportedOn { goals }';

const CAREER = `query($player: String!, $team: String, $asOf: Date) {
  player(slug: $player) {
    career(team: $team, asOf: $asOf) {
      team { slug }
      goals { value basis recorded }
      penalties { scored notScored shootoutScored shootoutNotScored completeness }
      hatTricks { match { slug } goals }
      firstGoal { minute match { slug } }
      lastGoal { minute match { slug } }
      byMinute { from to goals }
      byTournament { tournament { slug } goals matches matchesWithScorers }
      byOpponent { opponent { slug } goals }
      coverage { matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers completeness }
      goalEvents(first: 100) { totalCount nodes { minute penalty match { slug } } }
    }
  }
}`;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    const careerOf = async (player: string, more: Record<string, unknown> = {}) =>
      (await record.ask(CAREER, { player, ...more })).player.career;

    it('Query.player answers who he is and who says so', async () => {
      const { player } = await record.ask(`{
        player(slug: "harry-kane") { slug name aliases birthDate teams { slug } sources { slug } }
      }`);
      expect(player).toEqual({
        slug: 'harry-kane',
        name: 'Harry Kane',
        aliases: [],
        birthDate: '1993-07-28',
        teams: [{ slug: 'england' }],
        sources: [{ slug: 'international-results' }, { slug: 'world-cup-squads' }],
      });
    });

    it('Query.player is null for a slug that the record does not have', async () => {
      for (const slug of ['harry-cane', 'Harry Kane', '']) {
        const query = 'query($slug: String!) { player(slug: $slug) { id } }';
        expect(await record.ask(query, { slug })).toEqual({ player: null });
      }
    });

    it('Player.birthDate is null where no source says', async () => {
      const { player } = await record.ask('{ player(slug: "geoff-hurst") { name birthDate } }');
      expect(player).toEqual({ name: 'Geoff Hurst', birthDate: null });
    });

    it('Query.players of a team are those recorded for it, scorers of own goals included', async () => {
      const { players } = await record.ask(
        '{ players(team: "slovenia", first: 100) { totalCount nodes { slug } } }',
      );
      const found = players.nodes.map(({ slug }: { slug: string }) => slug);
      expect(found).toEqual(['milivoje-novakovic', 'nejc-pecnik']);
      const { players: english } = await record.ask(
        '{ players(team: "england", first: 100) { nodes { slug } } }',
      );
      expect(english.nodes).toContainEqual({ slug: 'jordan-henderson' });
    });

    it('Query.players of a team that the record does not have are none', async () => {
      const { players } = await record.ask(
        '{ players(team: "atlantis") { totalCount nodes { id } } }',
      );
      expect(players).toEqual({ totalCount: 0, nodes: [] });
    });

    it.each([
      ['harry-kane', '2022-12-11', 47],
      ['harry-kane', '2022-12-10', 47],
      ['harry-kane', '2022-12-09', 46],
      ['wayne-rooney', '2022-12-11', 37],
      ['harry-kane', '1990-01-01', 0],
    ])('Career.goals of %s by %s has %i rows', async (player, asOf, rows) => {
      const { goals: figure, goalEvents } = await careerOf(player, { asOf });
      expect(scoredBy(player, asOf)).toHaveLength(rows);
      expect([figure.recorded, goalEvents.totalCount]).toEqual([rows, rows]);
    });

    it.each([
      ['harry-kane', undefined],
      ['harry-kane', '2022-12-11'],
      ['wayne-rooney', undefined],
      ['kylian-mbappe', undefined],
      ['jordan-henderson', undefined],
    ])(
      'Career of %s as of %s divides the recorded goals without losing one',
      async (player, asOf) => {
        const scored = scoredBy(player, asOf);
        const [first, last] = [scored[0]?.match.date ?? '', scored.at(-1)?.match.date ?? ''];
        const career = await careerOf(player, { asOf });
        const team = career.team.slug;
        const between = matchesOf(team).filter(({ date }) => date >= first && date <= last);

        const perMatch = counted(scored, ({ match }) => match.slug);
        expect(career.hatTricks).toEqual(
          matches.flatMap(({ slug }) =>
            perMatch
              .filter(([match, count]) => match === slug && count >= 3)
              .map(([, count]) => ({ match: { slug }, goals: count })),
          ),
        );
        const edge = (goal: Goal | undefined) =>
          goal && { minute: goal.minute, match: { slug: goal.match.slug } };
        expect([career.firstGoal, career.lastGoal]).toEqual([edge(scored[0]), edge(scored.at(-1))]);

        const inMinutes = (from: number, to: number) =>
          scored.filter(({ minute }) => minute >= from && minute <= to).length;
        expect(career.byMinute).toEqual([
          ...[1, 16, 31, 46, 61, 76].map((from) => {
            return { from, to: from + 14, goals: inMinutes(from, from + 14) };
          }),
          { from: 91, to: null, goals: inMinutes(91, 999) },
          { from: null, to: null, goals: 0 },
        ]);

        expect(career.byTournament).toEqual(
          counted(scored, ({ match }) => match.tournament).map(([slug, count]) => {
            const there = between.filter(({ tournament }) => tournament === slug).length;
            return {
              tournament: { slug },
              goals: count,
              matches: there,
              matchesWithScorers: there,
            };
          }),
        );
        expect(career.byOpponent).toEqual(
          counted(scored, (goal) => opponentOf(team, goal.match)).map(([slug, count]) => {
            return { opponent: { slug }, goals: count };
          }),
        );

        const teamGoals = between
          .flatMap((match) => match.goals)
          .filter((goal) => goal.team === team);
        expect(career.coverage).toEqual({
          matches: between.length,
          goals: teamGoals.length,
          goalsRecorded: teamGoals.length,
          goalsUnrecorded: 0,
          matchesWithoutScorers: 0,
          // Every goal has a row, but the seed does not have every match of the team.
          completeness: 'PARTIAL',
        });
        expect(career.goalEvents.nodes).toEqual(
          scored.map(({ minute, penalty, match }) => ({
            minute,
            penalty,
            match: { slug: match.slug },
          })),
        );
      },
    );

    it.each(['harry-kane', 'lionel-messi', 'enzo-fernandez', 'wayne-rooney'])(
      'Career.penalties of %s tells play from shoot-outs, and is never complete',
      async (player) => {
        const taken = penalties.filter(({ taker }) => taker === player);
        const count = (wanted: string, scored: boolean) =>
          taken.filter((one) => one.kind === wanted && (one.outcome === 'SCORED') === scored)
            .length;
        expect((await careerOf(player)).penalties).toEqual({
          scored: count('IN_PLAY', true),
          notScored: count('IN_PLAY', false),
          shootoutScored: count('SHOOTOUT', true),
          shootoutNotScored: count('SHOOTOUT', false),
          completeness: 'PARTIAL',
        });
      },
    );

    it('Career of a player without goals or penalties is empty, and its value unknown', async () => {
      expect(await careerOf('theo-hernandez', { asOf: '2022-12-11' })).toMatchObject({
        goals: { value: null, basis: 'UNKNOWN', recorded: 0 },
        penalties: { scored: 0, completeness: 'NONE' },
        hatTricks: [],
        firstGoal: null,
        lastGoal: null,
        byTournament: [],
        byOpponent: [],
        coverage: { matches: 0, completeness: 'NONE' },
        goalEvents: { totalCount: 0, nodes: [] },
      });
    });

    it('Player.career is null for a team for which the player is not recorded', async () => {
      expect(await careerOf('harry-kane', { team: 'france' })).toBeNull();
      expect(await careerOf('harry-kane', { team: 'atlantis' })).toBeNull();
    });

    it.each([undefined, '2022-12-11'])(
      'Player.careers of a player of one team are that career as of %s',
      async (asOf) => {
        const fields = `${FIGURES} hatTricks { match { slug } goals } byOpponent { goals }`;
        const { player } = await record.ask(
          `query($asOf: Date) { player(slug: "harry-kane") {
            career(asOf: $asOf) { ${fields} } careers(asOf: $asOf) { ${fields} }
          } }`,
          { asOf },
        );
        expect(player.careers).toEqual([player.career]);
      },
    );

    it('PublishedFigure.player leads back to the player', async () => {
      const { player } = await record.ask(`{ player(slug: "wayne-rooney") {
        career { caps { published { player { name aliases } team { name } measure value } } }
      } }`);
      expect(player.career.caps.published[0]).toEqual({
        player: { name: 'Wayne Rooney', aliases: [] },
        team: { name: 'England' },
        measure: 'CAPS',
        value: 118,
      });
    });
  });

  describe(`${kind}: a player of two teams`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, { aliases: [KANE_OF_WALES] }));
    });
    afterAll(() => record.close());

    it('Player.careers are one for every team, each what Player.career is of it', async () => {
      const { player } = await record.ask(`{ player(slug: "harry-kane") {
        teams { slug } careers { ${FIGURES} }
        england: career(team: "england") { ${FIGURES} } wales: career(team: "wales") { ${FIGURES} }
      } }`);
      expect(player.teams).toEqual([{ slug: 'england' }, { slug: 'wales' }]);
      expect(player.careers).toEqual([player.england, player.wales]);
      expect(player.england.goals.recorded).toBe(75);
      expect(player.wales.goals.recorded).toBe(0);
    });
  });

  describe(`${kind}: a shared name`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, { quotes: [NAMESAKE] }));
    });
    afterAll(() => record.close());

    it.each([
      ['Query.player', 'player(slug: "harry-kane") { id }'],
      ['Query.comparePlayers', 'comparePlayers(players: ["harry-kane", "wayne-rooney"]) { asOf }'],
    ])('%s of a shared name is an error that lists the candidates', async (_name, field) => {
      const error = await record.refuse(`{ ${field} }`);
      expect(error.extensions).toEqual({
        code: 'AMBIGUOUS',
        candidates: ['harry-kane-england', 'harry-kane-germany'],
      });
      expect(error.message).toContain('"harry-kane"');
    });

    it('Query.player of the slug with the team is the man', async () => {
      const { player } = await record.ask(
        '{ player(slug: "harry-kane-england") { name career { goals { recorded } } } }',
      );
      expect(player).toEqual({ name: 'Harry Kane', career: { goals: { recorded: 75 } } });
    });
  });
}

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

const KANE_OF_WALES = {
  source: 'scoresheet-seed',
  key: 'kane-of-wales',
  team: 'wales',
  name: 'Harry Kane',
  person: { name: 'Harry Kane', team: 'england' },
  from: null,
  to: null,
  reason: 'invented',
};
