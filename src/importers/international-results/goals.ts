/** Converts goals; each scorer gets one name. */
import type { Aliases } from '../aliases.js';
import type { GoalFact, MatchFact, PlayerName } from '../facts.js';
import { disambiguatePenaltyName, penaltyFromGoal } from '../penalties.js';
import type { FileTable, Goal } from './files.js';
import {
  type DatasetOptions,
  isTrue,
  isUnknown,
  type MatchOf,
  type ShapingContext,
  type SlugOf,
} from './shaping.js';
import { nameKey, ScorerSpellings } from './spellings.js';
import { validateGoal } from './validate.js';

/** Returns scorers with several spellings. */
export function shapeGoals(
  table: FileTable<'goalscorers'>,
  matchOf: MatchOf<Goal>,
  aliases: Aliases,
  { options, slug, names, reject }: ShapingContext,
): ReturnType<ScorerSpellings['unify']> {
  const spellings = new ScorerSpellings();
  const scorerKey = ({ date, team, scorer }: Goal) => `${date}/${slug(team)}/${nameKey(scorer)}`;
  const ownScorers = new Set(
    table.rows
      .filter(({ values }) => !isTrue(values.own_goal))
      .map(({ values }) => scorerKey(values)),
  );
  for (const row of table.rows) {
    const candidates = matchOf(row.values);
    const [match] = candidates;
    const problem = validateGoal(row.values, candidates, slug);
    if (problem || !match) {
      reject(table, row, problem ?? 'it belongs to no match');
      continue;
    }
    const { home_team, away_team, team } = row.values;
    for (const name of [home_team, away_team, team]) names.teams.add(slug(name), name);
    const isOwnScorer = isTrue(row.values.own_goal) && ownScorers.has(scorerKey(row.values));
    const goal = shapeGoal(row.values, match, { ...options, aliases }, slug, isOwnScorer);
    match.goals.push(goal);
    if (goal.scorer) spellings.add(goal.scorer, match.date);
  }
  return spellings.unify();
}

/** Returns the mapping of names. */
export function nameScorers(
  matches: readonly MatchFact[],
  names: ReadonlyMap<string, string>,
): (player: PlayerName) => PlayerName {
  const nameOf = ({ team, name }: PlayerName) => ({
    team,
    name: names.get(`${team}/${name}`) ?? name,
  });
  for (const { goals, penalties } of matches) {
    for (const goal of goals) {
      goal.scorer &&= nameOf(goal.scorer);
      penalties.push(
        ...penaltyFromGoal(goal).map((penalty) => disambiguatePenaltyName(penalty, penalties)),
      );
    }
  }
  return nameOf;
}

/**
 * An own goal's scorer is of the other side, unless he also scored for this one that day: then mark or side is wrong.
 */
function shapeGoal(
  values: Goal,
  match: MatchFact,
  { source, aliases }: DatasetOptions,
  slug: SlugOf,
  forOwnSide: boolean,
): GoalFact {
  const team = slug(values.team);
  const ownGoal = isTrue(values.own_goal);
  const other = team === match.home ? match.away : match.home;
  const listed = { name: values.scorer, team: ownGoal && !forOwnSide ? other : team };
  return {
    source: source.slug,
    key: `${match.key}/${match.goals.length + 1}`,
    team,
    scorer: isUnknown(values.scorer) ? null : aliases.resolve(listed, match.date),
    minute: isUnknown(values.minute) ? null : Number(values.minute),
    stoppage: null,
    ownGoal,
    penalty: isTrue(values.penalty),
    citedBy: [],
  };
}
