/** Converts the seed's matches. */
import type { z } from 'zod';
import { buildMatchSlug, slugify } from '../../text/slug.js';
import type { Citation, DiscrepancyFact, GoalFact, MatchFact, ShootoutFact } from '../facts.js';
import { orderKicks, penaltyFromGoal, sortPenalties } from '../penalties.js';
import type { MatchEntry, matchesDocument } from './schemas.js';
import { DocumentError } from './yaml.js';

type Addition = MatchEntry['also'][number];

export function shapeMatches({ source, matches }: z.output<typeof matchesDocument>): MatchFact[] {
  return matches.map((entry) => shapeMatch(source, entry));
}

function shapeMatch(source: string, entry: MatchEntry): MatchFact {
  const [home, away] = [slugify(entry.home), slugify(entry.away)];
  const key = `${entry.date}/${home}/${away}`;
  const from = { source, key };
  checkMatch(key, entry);
  const goals = entry.goals.map((_, place) => shapeGoal(from, entry, place));
  return {
    ...from,
    slug: buildMatchSlug(entry.date, home, away),
    date: entry.date,
    ordinal: null,
    home,
    away,
    homeScore: entry.score.home,
    awayScore: entry.score.away,
    tournament: slugify(entry.tournament),
    edition: fieldOfFurtherSource(entry, 'edition'),
    stage: fieldOfFurtherSource(entry, 'stage'),
    group: fieldOfFurtherSource(entry, 'group'),
    stadium: fieldOfFurtherSource(entry, 'stadium'),
    city: entry.city,
    country: entry.country,
    neutral: entry.neutral,
    afterExtraTime: fieldOfFurtherSource(entry, 'afterExtraTime'),
    possiblyAwarded: false,
    goals,
    penalties: sortPenalties([...goals.flatMap(penaltyFromGoal), ...kicksOf(entry, home)]),
    shootout: shapeShootout(from, entry),
    discrepancies: entry.also.flatMap((also) => minuteDiscrepancies(source, entry, also)),
    citedBy: entry.also.map(({ source, key }) => ({ source, key })),
  };
}

/** Of the first further source that has it. */
function fieldOfFurtherSource<
  Field extends 'edition' | 'stage' | 'group' | 'stadium' | 'afterExtraTime',
>({ also }: MatchEntry, field: Field): NonNullable<Addition[Field]> | null {
  return also.find((addition) => addition[field] !== undefined)?.[field] ?? null;
}

/** Throws `DocumentError` for teams that did not play, and for an incomplete list of goals. */
function checkMatch(key: string, { home, away, goals, shootout, also }: MatchEntry): void {
  const sides = [slugify(home), slugify(away)];
  const played = (team: string, what: string) => {
    if (!sides.includes(team))
      throw new DocumentError(`${key}: ${what} ${team}, which did not play`);
  };
  goals.forEach(({ team }, place) => {
    played(team, `goal ${place + 1} is credited to`);
  });
  if (shootout) played(slugify(shootout.winner), 'the shoot-out is won by');
  if (shootout?.first) played(slugify(shootout.first), 'the shoot-out is begun by');
  for (const { source, goals: listed, kicks } of also) {
    for (const { taker } of kicks) played(taker.team, `${taker.name} kicks for`);
    if (listed.length > 0 && listed.length !== goals.length) {
      throw new DocumentError(
        `${key}: ${source} lists ${listed.length} goals, not ${goals.length}`,
      );
    }
  }
}

function shapeGoal({ source, key }: Citation, entry: MatchEntry, place: number): GoalFact {
  const goal = requireItem(entry.goals, place);
  const home = slugify(entry.home);
  const away = slugify(entry.away);
  const other = goal.team === home ? away : home;
  const others = entry.also.filter(({ goals }) => goals.length > 0);
  const stoppage = others
    .map(({ goals }) => requireItem(goals, place).stoppage)
    .find((time) => time !== null);
  return {
    source,
    key: `${key}/${place + 1}`,
    team: goal.team,
    scorer: { name: goal.scorer, team: goal.ownGoal ? other : goal.team },
    minute: goal.minute,
    stoppage: goal.stoppage ?? stoppage ?? null,
    ownGoal: goal.ownGoal,
    penalty: goal.penalty,
    citedBy: others.map(({ source, goals }) => ({ source, key: requireItem(goals, place).key })),
  };
}

const kicksOf = ({ also }: MatchEntry, home: string) =>
  also.flatMap(({ source, kicks }) => orderKicks(source, kicks, home));

function shapeShootout(from: Citation, { shootout }: MatchEntry): ShootoutFact | null {
  return shootout === undefined
    ? null
    : {
        ...from,
        winner: slugify(shootout.winner),
        firstShooter: shootout.first === undefined ? null : slugify(shootout.first),
      };
}

function minuteDiscrepancies(
  source: string,
  { goals }: MatchEntry,
  also: Addition,
): DiscrepancyFact[] {
  if (also.goals.length === 0) return [];
  return goals.flatMap(({ minute }, place) => {
    const other = requireItem(also.goals, place).minute;
    if (minute === null || other === null || minute === other) return [];
    const values = [
      { source, value: String(minute) },
      { source: also.source, value: String(other) },
    ];
    return [{ field: `goal ${place + 1} minute`, values }];
  });
}

/** Throws `RangeError`. */
function requireItem<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new RangeError(`There is nothing at place ${place}.`);
  return item;
}
