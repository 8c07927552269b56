import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { citations, type PlayerRow, permanentListing } from './existing-players.js';
import { type SheetRow, sheetFact, sheetOf } from './existing-sheets.js';
import type { GoalFact, MatchFact, PenaltyFact, ShootoutFact } from './facts.js';

type GoalRow = Omit<GoalFact, 'scorer'> & { scorer: number | null };

type PenaltyRow = Omit<PenaltyFact, 'taker' | 'foulBy' | 'foulOn'> &
  Record<'taker' | 'foulBy' | 'foulOn', number | null>;

interface MatchRow extends Omit<MatchFact, 'goals' | 'penalties' | 'shootout' | 'sheet'> {
  sheet: SheetRow;
  goals: GoalRow[];
  penalties: PenaltyRow[];
  shootouts: ShootoutFact[];
}

export async function readMatches(
  db: Database,
  condition: Sql,
  people: readonly PlayerRow[],
): Promise<MatchFact[]> {
  const { jsonObject, jsonList } = db.dialect;
  const rows = await db.select<MatchRow[]>(sql`
    SELECT ${jsonList(jsonObject(matchFields(db)), sql`m.date, m.ordinal, m.id`)} AS json
    FROM matches m
    JOIN sources s ON s.id = m.source_id
    JOIN teams h ON h.id = m.home_id
    JOIN teams a ON a.id = m.away_id
    JOIN tournaments t ON t.id = m.tournament_id
    LEFT JOIN editions e ON e.id = m.edition_id
    WHERE ${condition}`);
  const byId = new Map(people.map((player) => [player.id, player]));
  const name = (id: number | null) => {
    const player = id === null ? undefined : byId.get(id);
    return player ? permanentListing(player) : null;
  };
  return (rows ?? []).map(({ shootouts, sheet, ...match }) => ({
    ...match,
    sheet: sheetFact(sheet, name),
    shootout: shootouts[0] ?? null,
    goals: match.goals.map((goal) => ({ ...goal, scorer: name(goal.scorer) })),
    penalties: match.penalties.map((penalty) => ({
      ...penalty,
      taker: name(penalty.taker),
      foulBy: name(penalty.foulBy),
      foulOn: name(penalty.foulOn),
    })),
  }));
}

function matchFields(db: Database): Record<string, Sql> {
  const { jsonBoolean } = db.dialect;
  return {
    source: sql`s.slug`,
    key: sql`m.source_key`,
    slug: sql`m.slug`,
    date: sql`m.date`,
    ordinal: sql`m.ordinal`,
    home: sql`h.slug`,
    away: sql`a.slug`,
    homeScore: sql`m.home_score`,
    awayScore: sql`m.away_score`,
    tournament: sql`t.slug`,
    edition: sql`e.year`,
    stage: sql`m.stage`,
    group: sql`m."group"`,
    stadium: sql`m.stadium`,
    city: sql`m.city`,
    country: sql`m.country`,
    neutral: jsonBoolean(sql`m.neutral`),
    afterExtraTime: jsonBoolean(sql`m.after_extra_time`),
    possiblyAwarded: jsonBoolean(sql`m.possibly_awarded`),
    sheet: sheetOf(db),
    goals: goalsOf(db),
    penalties: penaltiesOf(db),
    shootouts: shootoutsOf(db),
    discrepancies: discrepanciesOf(db),
    citedBy: citations(db, sql`match_id = m.id`),
  };
}

function goalsOf(db: Database): Sql {
  const { jsonObject, jsonList, nested, jsonBoolean } = db.dialect;
  const goal = jsonObject({
    source: sql`s.slug`,
    key: sql`g.source_key`,
    team: sql`t.slug`,
    scorer: sql`g.scorer_id`,
    minute: sql`g.minute`,
    stoppage: sql`g.stoppage`,
    ownGoal: jsonBoolean(sql`g.own_goal`),
    penalty: jsonBoolean(sql`g.penalty`),
    citedBy: citations(db, sql`goal_id = g.id`),
  });
  return nested(sql`SELECT ${jsonList(goal, sql`g.ordinal`)} FROM goals g JOIN sources s ON s.id = g.source_id
    JOIN teams t ON t.id = g.team_id WHERE g.match_id = m.id`);
}

function penaltiesOf(db: Database): Sql {
  const { jsonObject, jsonList, nested } = db.dialect;
  const penalty = jsonObject({
    name: sql`p.key`,
    kind: sql`p.kind`,
    team: sql`t.slug`,
    taker: sql`p.taker_id`,
    minute: sql`p.minute`,
    stoppage: sql`p.stoppage`,
    outcome: sql`p.outcome`,
    detail: sql`p.detail`,
    foulBy: sql`p.foul_by_id`,
    foulOn: sql`p.foul_on_id`,
    source: sql`s.slug`,
    key: sql`p.source_key`,
    citedBy: citations(db, sql`penalty_id = p.id`),
  });
  return nested(sql`SELECT ${jsonList(penalty, sql`p.ordinal`)} FROM penalties p
    JOIN sources s ON s.id = p.source_id JOIN teams t ON t.id = p.team_id WHERE p.match_id = m.id`);
}

function shootoutsOf({ dialect: { jsonObject, jsonList, nested } }: Database): Sql {
  const shootout = jsonObject({
    source: sql`s.slug`,
    key: sql`o.source_key`,
    winner: sql`w.slug`,
    firstShooter: sql`f.slug`,
  });
  return nested(sql`SELECT ${jsonList(shootout, sql`o.id`)} FROM shootouts o JOIN sources s ON s.id = o.source_id
    JOIN teams w ON w.id = o.winner_id LEFT JOIN teams f ON f.id = o.first_shooter_id
    WHERE o.match_id = m.id`);
}

function discrepanciesOf({ dialect: { jsonObject, jsonList, nested } }: Database): Sql {
  const value = jsonObject({ source: sql`s.slug`, value: sql`v.value` });
  const order = sql`CASE WHEN v.source_id = m.source_id THEN 0 ELSE 1 END, v.source_id`;
  const discrepancy = jsonObject({
    field: sql`d.field`,
    values: nested(sql`SELECT ${jsonList(value, order)} FROM discrepancy_values v
      JOIN sources s ON s.id = v.source_id WHERE v.discrepancy_id = d.id`),
  });
  return nested(
    sql`SELECT ${jsonList(discrepancy, sql`d.id`)} FROM discrepancies d WHERE d.match_id = m.id`,
  );
}
