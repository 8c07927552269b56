/** Careers are what a direct pass over the goal rows gives. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { careerOf, goalsOfCareer } from './careers.js';
import { questionsAbout, times } from './questions.js';
import { recordedGoals } from './scorers.js';
import type { Side } from './side.js';

const CAREER = `query($player: String!, $team: String!, $asOf: Date) {
  player(slug: $player) {
    name
    career(team: $team, asOf: $asOf) {
      goals { value basis recorded lowerBound upperBound completeness }
      penalties { scored notScored }
      hatTricks { match { slug } goals }
      firstGoal { match { slug } minute }
      lastGoal { match { slug } minute }
      byMinute { from to goals }
      byTournament { tournament { slug } goals matchesWithScorers matches }
      byOpponent { opponent { slug } goals }
      coverage { matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers completeness }
      goalEvents(first: 100) { totalCount nodes { match { slug } minute penalty } }
    }
  }
}`;

/** The properties of careers, as tests of the suite that calls. */
export function careersAgree({ record, results }: Side, runs: number): void {
  it('Player.career agrees for any scorer, team and day', async () => {
    const { day } = questionsAbout(results());
    const scorer = fc
      .constantFrom(...recordedGoals(results(), {}, null))
      .map(({ scorer, team }) => ({
        player: scorer?.slug ?? '',
        name: scorer?.name,
        team,
      }));
    const property = fc.asyncProperty(scorer, day, async ({ player, name, team }, asOf) => {
      const { player: answer } = await record().ask(CAREER, { player, team, asOf });
      const { goalEvents, ...career } = answer.career;
      expect(answer.name).toBe(name);
      expect(career).toEqual(careerOf(results(), player, team, asOf));
      const goals = goalsOfCareer(results(), player, team, asOf);
      expect(goalEvents).toEqual({
        totalCount: goals.length,
        nodes: goals
          .slice(0, 100)
          .map(({ match, minute, penalty }) => ({ match: { slug: match.slug }, minute, penalty })),
      });
    });
    await fc.assert(property, times(runs));
  });
}
