/** Null, or a reason with the input. */

import { isCalendarDay } from '../../statistics/days.js';
import { slugify } from '../../text/slug.js';
import type { MatchFact } from '../facts.js';
import type { FormerNameRow, Goal, Result, ShootoutRow } from './files.js';

export function validateResult(row: Result, slug: (name: string) => string): string | null {
  const { date, home_team: home, away_team: away, home_score, away_score } = row;
  if (!isCalendarDay(date)) return `"${date}" is no day of the calendar`;
  if (home === '' || away === '') return 'a team has no name';
  if (home === 'NA' || away === 'NA') return 'a side is not drawn yet';
  const names = [home, away, row.tournament].filter((name) => name !== '');
  for (const name of names) if (!hasSlug(name)) return `"${name}" has no letter or digit of a slug`;
  if (slug(home) === slug(away)) return `"${home}" cannot play itself`;
  for (const score of [home_score, away_score]) {
    if (!/^(\d{1,3}|NA)$/.test(score)) return `"${score}" is no score`;
  }
  if ((home_score === 'NA') !== (away_score === 'NA')) {
    return `one side has a score and the other has none: "${home_score}" and "${away_score}"`;
  }
  if (row.tournament === '') return 'the tournament has no name';
  return isFlag(row.neutral) ? null : `"${row.neutral}" is neither TRUE nor FALSE`;
}

/** `matches` of that day and teams. */
export function validateGoal(
  row: Goal,
  matches: readonly MatchFact[],
  slug: (name: string) => string,
): string | null {
  const [match] = matches;
  if (!match || matches.length > 1) return noMatch(row, matches);
  const team = slug(row.team);
  if (team !== match.home && team !== match.away) return `"${row.team}" did not play in the match`;
  if (row.scorer === '') return 'the scorer is empty, not NA';
  if (!/^(NA|[1-9]\d{0,2})$/.test(row.minute) || Number(row.minute) > 130) {
    return `"${row.minute}" is no minute`;
  }
  if (!isFlag(row.own_goal)) return `"${row.own_goal}" is neither TRUE nor FALSE`;
  if (!isFlag(row.penalty)) return `"${row.penalty}" is neither TRUE nor FALSE`;
  const score = team === match.home ? match.homeScore : match.awayScore;
  const goals = match.goals.filter((goal) => goal.team === team).length;
  return goals < (score ?? 0)
    ? null
    : `"${row.team}" has ${score ?? 'no'} goals in the score already`;
}

/** `matches` of that day and teams. */
export function validateShootout(
  row: ShootoutRow,
  matches: readonly MatchFact[],
  slug: (name: string) => string,
): string | null {
  const [match] = matches;
  if (!match || matches.length > 1) return noMatch(row, matches);
  if (match.shootout) return 'the match has a shoot-out already';
  const sides = [match.home, match.away];
  if (!sides.includes(slug(row.winner))) return `"${row.winner}" did not play in the match`;
  const first = row.first_shooter;
  const known = first === '' || first === 'NA' || sides.includes(slug(first));
  return known ? null : `"${first}" did not play in the match`;
}

export function validateFormerName(
  { former, start_date: from, end_date: to }: FormerNameRow,
  others: readonly { name: string; from: string }[],
): string | null {
  if (former === '') return 'the former name is empty';
  if (!isCalendarDay(from) || !isCalendarDay(to)) return `"${from}" to "${to}" are no days`;
  if (to < from) return `"${to}" is before "${from}"`;
  const isThere = others.some((other) => other.name === former && other.from === from);
  return isThere ? `"${former}" from "${from}" is there already` : null;
}

function noMatch(
  row: { date: string; home_team: string; away_team: string },
  matches: readonly MatchFact[],
): string {
  const meeting = `${row.home_team} v ${row.away_team} on ${row.date}`;
  return matches.length === 0
    ? `there is no match ${meeting}`
    : `there are ${matches.length} matches ${meeting}, and it cannot be told which is meant`;
}

/** ASCII needs no folding. */
const hasSlug = (name: string) => /[a-z0-9]/i.test(name) || slugify(name) !== '';

const isFlag = (text: string) => /^(TRUE|FALSE)$/i.test(text);
