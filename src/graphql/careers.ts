/** Careers: the evidence that the record has of players, brought together and weighed by statistics. */
import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import {
  type CareerRows,
  listCareers,
  listTeamMatches,
  type PublishedFigureRow,
  type ScoredRow,
  type TakenRow,
  type TeamMatchRow,
} from '../record/figures.js';
import type { PlayerRow } from '../record/players.js';
import type { Reference, TeamRow } from '../record/reference.js';
import { ALWAYS } from '../statistics/days.js';
import {
  capsFigure,
  type Evidence,
  type Figure,
  goalsFigure,
  goalsPerCap,
  type Ratio,
} from '../statistics/figures.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';
import { heldDays } from './records.js';

/** A figure with the rows that stand behind it. */
export interface FigureOf extends Figure {
  published: PublishedFigureRow[];
  sourceIds: number[];
}

export interface RatioOf extends Ratio {
  sourceIds: number[];
}

/** A player's career for one team as of a day, weighed. */
export interface CareerOf extends CareerOn {
  goals: FigureOf;
  caps: FigureOf;
  goalsPerCap: RatioOf;
  /** The recorded goals, kicks and the team's matches that it was weighed from. */
  scored: ScoredRow[];
  taken: TakenRow[];
  matches: TeamMatchRow[];
}

/** Whose career, for which team, as of which day. */
export interface CareerOn {
  player: PlayerRow;
  team: TeamRow;
  asOf: string | null;
}

/** Careers of one request: two statements for each day asked for, however many players there are. */
export function careerLoader(db: Database, reference: Reference) {
  return new DataLoader<CareerOn, CareerOf, string>(
    async (wanted) => {
      const days = [...new Set(wanted.map(({ asOf }) => asOf))];
      const read = await Promise.all(
        days.map((asOf) =>
          evidenceOn(
            db,
            wanted.filter((career) => career.asOf === asOf),
            asOf,
          ),
        ),
      );
      const evidence = new Map(days.map((asOf, place) => [asOf, read[place]]));
      return wanted.map((career) => weigh(reference, career, evidence.get(career.asOf) ?? NOTHING));
    },
    { cacheKeyFn: ({ player, team, asOf }) => `${player.id} ${team.id} ${asOf}` },
  );
}

/** The rows that careers as of one day are weighed from. */
interface Rows extends CareerRows {
  matches: TeamMatchRow[];
}

const NOTHING: Rows = { scored: [], taken: [], published: [], matches: [] };

async function evidenceOn(
  db: Database,
  careers: readonly CareerOn[],
  asOf: string | null,
): Promise<Rows> {
  const playerIds = [...new Set(careers.map(({ player }) => player.id))];
  const teamIds = [...new Set(careers.map(({ team }) => team.id))];
  const rows = await listCareers(db, playerIds, asOf);
  const days = [...rows.scored.map(({ date }) => date), ...rows.published.map((row) => row.asOf)];
  const [first = ALWAYS] = days.sort();
  return { ...rows, matches: await listTeamMatches(db, teamIds, first, asOf) };
}

/** The team that is meant: the one named, or the only one the player is recorded for; null where he is not recorded for it. */
export function teamOf(
  { reference }: Context,
  player: PlayerRow,
  slug: string | null | undefined,
): TeamRow | null {
  const teams = (player.teams ?? []).map((id) => reference.teams.get(id));
  if (slug != null) return teams.find((team) => team.slug === slug) ?? null;
  if (teams.length > 1) {
    const slugs = teams.map((team) => team.slug).join(', ');
    throw badInput(`"${player.slug}" has played for ${slugs}: say which team`);
  }
  return teams[0] ?? null;
}

function weigh(reference: Reference, { player, team, asOf }: CareerOn, rows: Rows): CareerOf {
  const his = <Row extends { playerId: number; teamId: number }>(all: readonly Row[]) =>
    all.filter((row) => row.playerId === player.id && row.teamId === team.id);
  const scored = his(rows.scored);
  const published = his(rows.published);
  const matches = rows.matches.filter(({ teamId }) => teamId === team.id);
  const by = (row: PublishedFigureRow) => ({
    value: row.value,
    asOf: row.asOf,
    by: publisherOf(reference, row),
  });
  const of = (measure: PublishedFigureRow['measure']) =>
    published.filter((row) => row.measure === measure);
  const evidence: Evidence = {
    asOf,
    scored: scored.map(({ date }) => date),
    goals: of('GOALS').map(by),
    caps: of('CAPS').map(by),
    // A row that names nobody may be any player's goal.
    matches: matches.map((match) => ({
      date: match.date,
      goals: match.goals,
      goalsRecorded: match.goalsNamed,
      scorersComplete: match.scorersNamed,
    })),
    held: heldDays(reference, team),
  };
  const goals = withSources(goalsFigure(evidence), of('GOALS'), scored);
  const caps = withSources(capsFigure(evidence), of('CAPS'), []);
  const ratio = goalsPerCap(goals, caps);
  const sourceIds = [...new Set([...goals.sourceIds, ...caps.sourceIds])];
  return {
    player,
    team,
    asOf,
    goals,
    caps,
    goalsPerCap: { ...ratio, sourceIds },
    scored,
    taken: his(rows.taken),
    matches,
  };
}

/** The figure with what was published, and who stands behind it: the newest published figure and the goal rows. */
function withSources(
  figure: Figure,
  published: PublishedFigureRow[],
  scored: readonly ScoredRow[],
): FigureOf {
  // What was published last stands behind a value that rests on it, and behind no other.
  const isSaid = figure.basis === 'PUBLISHED' || figure.basis === 'CARRIED_FORWARD';
  const said = published.filter(({ asOf }) => isSaid && asOf === published[0]?.asOf);
  const rows = figure.restsOnRows ? scored : [];
  const sourceIds = [...new Set([...said, ...rows].map(({ sourceId }) => sourceId))];
  return { ...figure, published, sourceIds };
}

function publisherOf(reference: Reference, { sourceId }: PublishedFigureRow): string {
  const { publisher, title } = reference.sources.get(sourceId);
  return publisher ?? title;
}
