/** Converts matches and shoot-outs. */
import { buildMatchSlug } from '../../text/slug.js';
import type { MatchFact, ShootoutFact } from '../facts.js';
import type { FileTable, ShootoutRow } from './files.js';
import { isTrue, isUnknown, type MatchOf, type ShapingContext, scoreOf } from './shaping.js';
import { validateResult, validateShootout } from './validate.js';

export function shapeMatches(
  table: FileTable<'results'>,
  { options: { source }, slug, names, reject }: ShapingContext,
): MatchFact[] {
  const meetings = new Map<string, number>();
  const days = new Map<string, number>();
  const matches: MatchFact[] = [];
  for (const row of table.rows) {
    const problem = validateResult(row.values, slug);
    if (problem) {
      reject(table, row, problem);
      continue;
    }
    const { date, home_team, away_team, home_score, away_score, ...rest } = row.values;
    const [home, away] = [slug(home_team), slug(away_team)];
    names.teams.add(home, home_team);
    names.teams.add(away, away_team);
    names.tournaments.add(slug(rest.tournament), rest.tournament);
    const pair = `${date}/${home}/${away}`;
    const meeting = (meetings.get(pair) ?? 0) + 1;
    meetings.set(pair, meeting);
    const ordinal = (days.get(date) ?? 0) + 1;
    days.set(date, ordinal);
    matches.push({
      source: source.slug,
      key: meeting > 1 ? `${pair}/${meeting}` : pair,
      slug: buildMatchSlug(date, home, away, meeting),
      date,
      ordinal,
      home,
      away,
      homeScore: scoreOf(home_score),
      awayScore: scoreOf(away_score),
      tournament: slug(rest.tournament),
      city: rest.city,
      country: rest.country,
      neutral: isTrue(rest.neutral),
      ...MISSING_FIELDS,
      goals: [],
      penalties: [],
      discrepancies: [],
      citedBy: [],
    });
  }
  return matches;
}

const MISSING_FIELDS = {
  edition: null,
  stage: null,
  group: null,
  stadium: null,
  afterExtraTime: null,
  possiblyAwarded: false,
  shootout: null,
};

export function shapeShootouts(
  table: FileTable<'shootouts'>,
  matchOf: MatchOf<ShootoutRow>,
  { options: { source }, slug, names, reject }: ShapingContext,
): void {
  for (const row of table.rows) {
    const candidates = matchOf(row.values);
    const [match] = candidates;
    const problem = validateShootout(row.values, candidates, slug);
    if (problem || !match) {
      reject(table, row, problem ?? 'it belongs to no match');
      continue;
    }
    const { home_team, away_team, winner, first_shooter: first } = row.values;
    for (const name of [home_team, away_team, winner]) names.teams.add(slug(name), name);
    const shootout: ShootoutFact = {
      source: source.slug,
      key: match.key,
      winner: slug(winner),
      firstShooter: first === '' || isUnknown(first) ? null : slug(first),
    };
    match.shootout = shootout;
  }
}
