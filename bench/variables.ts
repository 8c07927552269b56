/** Variables of each operation, drawn from a sample; the same for the same seed. */
import fc, { type Arbitrary } from 'fast-check';
import type { Sample } from './sample.js';

/** Variable sets of an operation, sent in rotation. */
const VARIABLE_SETS = 50;

/** Used if the record has none of a kind. */
const UNKNOWN_SLUG = 'unknown';

/** `bounded`: every date is set, so that the data stays the same when later days are added. */
export function variablesOf(
  operation: string,
  sample: Sample,
  { seed, bounded = false }: { seed: number; bounded?: boolean },
): object[] {
  const inputs = variableSets(sample, bounded ? sample.lastDay : null)[operation];
  if (!inputs) throw new Error(`bench/variables.ts does not say what to ask of ${operation}.`);
  return fc.sample(inputs, { seed, numRuns: VARIABLE_SETS });
}

/** `latest` stands for the whole record: null or its last day. */
function variableSets(
  { matches, goals, editions, speakers, articles }: Sample,
  latest: string | null,
): Record<string, Arbitrary<object>> {
  const match = fc.constantFrom(...matches);
  const goal = fc.constantFrom(...goals);
  const team = match.map(({ home }) => home.slug);
  const date = match.map(({ date }) => date);
  const tournament = match.map(({ tournament }) => tournament.slug);
  const asOf = fc.oneof(fc.constant(latest), date);
  const ofTeam = fc.record({ team, asOf });
  const perhaps = { requiredKeys: ['to'] as ['to'] };
  const scorers = fc.record({ team, tournament, to: asOf }, perhaps);
  return {
    KaneAndRooney: fc
      .record({ pair: pairOf(goals), asOf })
      .map(({ pair, asOf }) => ({ ...pair, asOf })),
    PlayerCareer: fc
      .record({ goal, asOf })
      .map(({ goal, asOf }) => ({ player: goal.scorer.slug, team: goal.team.slug, asOf })),
    TopScorers: fc.record({ filter: scorers, asOf }),
    ScoringRecord: ofTeam,
    HatTricks: fc.record({ filter: scorers }),
    Goals: fc.record({ filter: scorers }),
    CoverageOf: fc.record({ filter: fc.record({ team, tournament, to: asOf }, perhaps), asOf }),
    MatchPage: match.map(({ slug }) => ({ slug })),
    MatchSheet: match.map(({ slug }) => ({ slug })),
    Matches: fc.record({
      filter: scorers,
      orderBy: fc.constantFrom('DATE_ASC', 'DATE_DESC', 'MARGIN_DESC', 'GOALS_DESC'),
    }),
    Tournament: oneOf(editions, { slug: UNKNOWN_SLUG, year: 2022 }),
    Penalties: fc.record({ filter: scorers }),
    TeamRecord: ofTeam,
    HeadToHead: fc
      .record({ match, asOf })
      .map(({ match, asOf }) => ({ team: match.home.slug, opponent: match.away.slug, asOf })),
    Runs: fc.record({ team, kind: fc.constantFrom('WINNING', 'UNBEATEN', 'SCORING'), asOf }),
    Ratings: ofTeam,
    TeamNames: fc.record({ team, date }),
    TeamShootouts: ofTeam,
    Search: fc.oneof(
      goal.map(({ scorer }) => ({ text: scorer.name })),
      match.map(({ home, away }) => ({ text: `${home.name} ${away.name}` })),
    ),
    Quotes: oneOf(speakers, UNKNOWN_SLUG).map((speaker) => ({ filter: { speaker } })),
    AnyNode: fc.oneof(match, goal).map(({ id }) => ({ id })),
    Dataset: fc.constant({}),
    CheckArticle: oneOf(articles, UNKNOWN_SLUG).map((slug) => ({ slug })),
    CheckClaim: fc.record({ claim: claimOf(match, goal), asOf }),
  };
}

function oneOf<Value>(values: readonly Value[], otherwise: Value): Arbitrary<Value> {
  return values.length > 0 ? fc.constantFrom(...values) : fc.constant(otherwise);
}

/** Two scorers of one team. */
function pairOf(goals: Sample['goals']): Arbitrary<{ players: string[]; team: string }> {
  const squads = new Map<string, Set<string>>();
  for (const { team, scorer } of goals) {
    squads.set(team.slug, (squads.get(team.slug) ?? new Set()).add(scorer.slug));
  }
  const pairs = [...squads].filter(([, squad]) => squad.size > 1);
  return fc
    .constantFrom(...pairs)
    .chain(([team, squad]) =>
      fc
        .shuffledSubarray([...squad], { minLength: 2, maxLength: 2 })
        .map((players) => ({ players, team })),
    );
}

/** A claim, true or false. */
function claimOf(
  match: Arbitrary<Sample['matches'][number]>,
  goal: Arbitrary<Sample['goals'][number]>,
): Arbitrary<object> {
  const count = fc.nat(60);
  return fc.oneof(
    fc
      .record({ match, home: fc.nat(4) })
      .map(({ match, home }) => ({ score: { match: match.slug, home, away: match.score.away } })),
    goal.map(({ scorer, match }) => ({ goal: { match: match.slug, scorer: scorer.slug } })),
    fc.record({ goal, count }).map(({ goal, count }) => ({
      careerGoals: { player: goal.scorer.slug, team: goal.team.slug, count },
    })),
  );
}
