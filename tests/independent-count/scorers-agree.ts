/** Leaderboards, hat-tricks and teams' records of recorded goals are what a direct pass over the goal rows gives. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boardOf } from './leaderboards.js';
import { questionsAbout, times } from './questions.js';
import { hatTricksOf } from './scorers.js';
import { scoringRecordOf } from './scoring-record.js';
import type { Side } from './side.js';

const TOP = `query($filter: ScorerFilter, $asOf: Date, $first: Int!) {
  topScorers(filter: $filter, asOf: $asOf, first: $first) {
    rankingIsCertain
    coverage { matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers completeness }
    entries {
      rank player { slug } team { slug } penalties
      goals { recorded lowerBound upperBound completeness value basis }
    }
  }
}`;

const HAT_TRICKS = `query($filter: ScorerFilter) {
  hatTricks(filter: $filter, first: 100) {
    totalCount nodes { player { slug } team { slug } match { slug } goals }
  }
}`;

const SCORING_RECORD = `query($team: String!, $asOf: Date) {
  team(slug: $team) { scoringRecord(asOf: $asOf) { player { slug } goals match { slug } kind } }
}`;

/** The properties of scorers, as tests of the suite that calls. */
export function scorersAgree({ record, results }: Side, runs: number): void {
  const questions = () => questionsAbout(results());
  const asked = () => {
    const { scorerFilter, day, first } = questions();
    return fc.record({ filter: scorerFilter, asOf: day, first });
  };

  it('Query.topScorers agrees for any filter, day and size: who, how many, which rank', async () => {
    const property = fc.asyncProperty(asked(), async ({ filter, asOf, first }) => {
      const { topScorers } = await record().ask(TOP, { filter, asOf, first });
      const board = boardOf(results(), filter, asOf, first);
      const rows = topScorers.entries.map(({ goals, ...row }: Entry) => ({
        ...row,
        recorded: goals.recorded,
        lowerBound: goals.lowerBound,
      }));
      expect(rows).toEqual(
        board.rows.map(({ rank, player, team, penalties, goals }) => ({
          rank,
          player: { slug: player.slug },
          team: { slug: team },
          penalties,
          recorded: goals.length,
          lowerBound: goals.length,
        })),
      );
      expect(topScorers.coverage).toEqual(board.coverage);
    });
    await fc.assert(property, times(runs));
  });

  it('LeaderboardEntry.goals can be at most what the rows leave open, and is known where they leave nothing open', async () => {
    const property = fc.asyncProperty(asked(), async ({ filter, asOf, first }) => {
      const { topScorers } = await record().ask(TOP, { filter, asOf, first });
      const { rows } = boardOf(results(), filter, asOf, first);
      const figures = topScorers.entries.map(({ goals }: Entry) => goals);
      expect(figures).toEqual(rows.map(({ figure }) => figure));
    });
    await fc.assert(property, times(runs));
  });

  it('Leaderboard.rankingIsCertain exactly where no goal without a scorer could change it', async () => {
    const property = fc.asyncProperty(asked(), async ({ filter, asOf, first }) => {
      const { topScorers } = await record().ask(TOP, { filter, asOf, first });
      const { isCertain } = boardOf(results(), filter, asOf, first);
      expect(topScorers.rankingIsCertain).toBe(isCertain);
    });
    await fc.assert(property, times(runs));
  });

  it('Query.hatTricks agree for any filter, oldest first', async () => {
    const property = fc.asyncProperty(questions().scorerFilter, async (filter) => {
      const { hatTricks } = await record().ask(HAT_TRICKS, { filter });
      const expected = hatTricksOf(results(), filter).map(({ player, team, match, goals }) => ({
        player: { slug: player },
        team: { slug: team },
        match: { slug: match },
        goals,
      }));
      expect(hatTricks.totalCount).toBe(expected.length);
      expect(hatTricks.nodes).toEqual(expected.slice(0, 100));
    });
    await fc.assert(property, times(runs));
  });

  it('Team.scoringRecord agrees for any team and day', async () => {
    const { team, day } = questions();
    const property = fc.asyncProperty(team, day, async (its, asOf) => {
      const { team: answer } = await record().ask(SCORING_RECORD, { team: its, asOf });
      expect(answer.scoringRecord).toEqual(
        scoringRecordOf(results(), its, asOf).map(({ player, goals, match, kind }) => ({
          player: { slug: player },
          goals,
          match: { slug: match.slug },
          kind,
        })),
      );
    });
    await fc.assert(property, times(runs));
  });
}

interface Entry {
  goals: { recorded: number; lowerBound: number };
}
