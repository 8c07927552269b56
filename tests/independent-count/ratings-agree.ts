/** Computed Elo is what a plain walk over the matches by the published rules gives. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ratingHistories, ratingsOf } from './elo.js';
import { questionsAbout, times } from './questions.js';
import { scopeOf } from './scope.js';
import { topOf } from './scorers.js';
import type { Side } from './side.js';

const RATING = `query($team: String!, $asOf: Date) { team(slug: $team) {
  rating(asOf: $asOf) { team { slug } value rank asOf lastMatch { slug } completeness }
} }`;

const HISTORY = `query($team: String!, $from: Date, $to: Date) { team(slug: $team) {
  ratings(from: $from, to: $to) { date value match { slug } completeness }
} }`;

const RATINGS = `query($asOf: Date, $first: Int!) {
  ratings(asOf: $asOf, first: $first) { team { slug } value rank asOf lastMatch { slug } completeness }
}`;

/** The properties of ratings, as tests of the suite that calls. */
export function ratingsAgree({ record, results }: Side, runs: number): void {
  const shown = (asOf: string | null) =>
    ratingsOf(results(), asOf).map(({ team, value, rank, lastMatch }) => ({
      team: { slug: team },
      value: Math.round(value * 10) / 10,
      rank,
      asOf,
      lastMatch: { slug: lastMatch.slug },
      completeness: scopeOf(results(), { category: 'MEN' }, asOf),
    }));

  it('Team.rating agrees for any team and day, and is null before its first match', async () => {
    const { team, day } = questionsAbout(results());
    const property = fc.asyncProperty(team, day, async (its, asOf) => {
      const { team: answer } = await record().ask(RATING, { team: its, asOf });
      expect(answer.rating).toEqual(shown(asOf).find((row) => row.team.slug === its) ?? null);
    });
    await fc.assert(property, times(runs));
  });

  it('Team.ratings agree for any team and days, one entry a match', async () => {
    const { team, day } = questionsAbout(results());
    const property = fc.asyncProperty(team, day, day, async (its, from, to) => {
      const { team: answer } = await record().ask(HISTORY, { team: its, from, to });
      const history = ratingHistories(results(), to).get(its) ?? [];
      expect(answer.ratings).toEqual(
        history
          .filter(({ match }) => from === null || match.date >= from)
          .map(({ match: { date, slug }, value }) => ({
            date,
            value: Math.round(value * 10) / 10,
            match: { slug },
            completeness: scopeOf(results(), { category: 'MEN' }, date),
          })),
      );
    });
    await fc.assert(property, times(runs));
  });

  it('Query.ratings agree for any day, ties included', async () => {
    const { day, first } = questionsAbout(results());
    const property = fc.asyncProperty(day, first, async (asOf, size) => {
      const { ratings } = await record().ask(RATINGS, { asOf, first: size });
      expect(ratings).toEqual(topOf(shown(asOf), size));
    });
    await fc.assert(property, times(runs));
  });
}
