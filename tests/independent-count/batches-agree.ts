/** What is asked of many rows of an answer at once is what it is of each alone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { careerOf } from './careers.js';
import { ratingsOf } from './elo.js';
import { through } from './filter.js';
import { questionsAbout, times } from './questions.js';
import { recordOf, runsOf, shootoutsOf } from './records.js';
import { completenessOf, scopeOf } from './scope.js';
import type { Side } from './side.js';

const TEAM = `slug
  record(asOf: $asOf, filter: $seen) { played won lost goalsFor lastMatch { slug } completeness }
  matches(filter: $seen, orderBy: DATE_DESC, first: 2) { totalCount nodes { slug } }
  runs(kind: UNBEATEN, asOf: $asOf, first: 1) { length firstMatch { slug } lastMatch { slug } ongoing completeness }
  shootouts(asOf: $asOf) { played won }
  rating(asOf: $asOf) { rank }`;

const MATCHES = `query($filter: MatchFilter, $seen: MatchFilter, $asOf: Date) {
  matches(filter: $filter, first: 12) { nodes { home { ${TEAM} } away { ${TEAM} } } }
}`;

const SCORERS = `query($filter: GoalFilter, $asOf: Date) {
  goals(filter: $filter, last: 30) { nodes { team { slug } scorer { slug teams { slug }
    career(asOf: $asOf) { team { slug } goals { recorded upperBound } hatTricks { match { slug } goals } }
  } } }
}`;

/** The properties of batches, as tests of the suite that calls. */
export function batchesAgree({ record, results }: Side, runs: number): void {
  it('Match.home and Match.away of many matches are each the team that they are alone', async () => {
    const { filter, seenFilter, day } = questionsAbout(results());
    const property = fc.asyncProperty(filter, seenFilter, day, async (some, seen, asOf) => {
      const { matches } = await record().ask(MATCHES, { filter: some, seen, asOf });
      const ranks = new Map(ratingsOf(results(), asOf).map(({ team, rank }) => [team, rank]));
      const expected = (team: string) => {
        const all = through(results(), { ...seen, team });
        const { played, won, lost, goalsFor, lastMatch } = recordOf(
          team,
          through(results(), { ...seen, team }, asOf),
        );
        const scope = scopeOf(results(), { ...seen, team }, asOf);
        const completeness = completenessOf(scope, played);
        const { kicks: _, lost: __, ...shootouts } = shootoutsOf(results(), team, asOf);
        const latest = all.slice(-2).reverse();
        return {
          slug: team,
          record: { played, won, lost, goalsFor, lastMatch, completeness },
          matches: { totalCount: all.length, nodes: latest.map(({ slug }) => ({ slug })) },
          runs: runsOf(results(), team, 'UNBEATEN', asOf, 1),
          shootouts,
          rating: ranks.has(team) ? { rank: ranks.get(team) } : null,
        };
      };
      expect(matches.nodes).toEqual(
        through(results(), some)
          .slice(0, 12)
          .map(({ home, away }) => ({ home: expected(home), away: expected(away) })),
      );
    });
    await fc.assert(property, times(runs));
  });

  it('Goal.scorer of many goals has each the career that he has alone', async () => {
    const { team, day } = questionsAbout(results());
    const property = fc.asyncProperty(team, day, day, async (its, to, asOf) => {
      // Where somebody has played for two teams the question is refused: those are asked for by team, elsewhere.
      const two = /has played for/;
      const filter = { team: its, to, ownGoal: false };
      const answer = await record()
        .ask(SCORERS, { filter, asOf })
        .catch((error: Error) => {
          if (two.test(error.message)) return { goals: { nodes: [] } };
          throw error;
        });
      for (const { scorer } of answer.goals.nodes) {
        if (!scorer) continue;
        const { goals, hatTricks } = careerOf(
          results(),
          scorer.slug,
          scorer.career.team.slug,
          asOf,
        );
        const { recorded, upperBound } = goals;
        expect(scorer.career).toMatchObject({ goals: { recorded, upperBound }, hatTricks });
      }
    });
    await fc.assert(property, times(runs));
  });
}
