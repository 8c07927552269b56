/**
 * What is asked of many rows of a request is asked of all of them at once: one statement for each question, however many
 * rows there are. For fields behind arguments and fields of rows held in memory, which look-ahead cannot see.
 */
import DataLoader from 'dataloader';
import type { Database } from '../database.js';
import type { MatchFilter } from '../record/filters.js';
import { type HatTrickRow, listHatTricksOf } from '../record/hat-tricks.js';
import {
  countMatchesOf,
  listMatchesOf,
  type MatchOrder,
  type MatchRow,
} from '../record/matches.js';
import { listById, type NumberedKind, type StoredRows } from '../record/nodes.js';
import type { Owner } from '../record/owners.js';
import type { Page, Window } from '../record/page.js';
import { listRatings, type RatingRow } from '../record/ratings.js';
import {
  listRecords,
  listResults,
  listShootouts,
  type RecordOf,
  type RecordRows,
  type ResultRow,
  type ShootoutTally,
} from '../record/records.js';
import type { Category, Reference } from '../record/reference.js';
import type { Wants } from '../record/shape.js';
import { listTeamGoals, type TeamGoalRow } from '../record/team-goals.js';
import { countScorersOf, listScorersOf, type ScorerRow } from '../record/team-scorers.js';

/** Asks something of one row; the same question of other rows, asked meanwhile, joins it. */
type Ask<Question, Answer> = (id: number, question: Question) => Promise<Answer>;

/** Rows by their ids, with as much around them as is wanted. */
export interface RowLoaders {
  match: Ask<Wants, MatchRow>;
  goal: Ask<Wants, StoredRows['Goal']>;
  penalty: Ask<Wants, StoredRows['Penalty']>;
  player: Ask<Wants, StoredRows['Player']>;
  figure: Ask<Wants, StoredRows['PublishedFigure']>;
}

/** What is asked of teams, by their ids. */
export interface TeamLoaders {
  record: Ask<RecordOf & { wants: Wants }, RecordRows>;
  scorers: Ask<{ window: Window; wants: Wants }, Page<ScorerRow>>;
  scorerCount: Ask<null, number>;
  results: Ask<{ asOf: string | null }, ResultRow[]>;
  shootouts: Ask<{ asOf: string | null }, ShootoutTally>;
  /** Recorded goals, match by match, oldest first. */
  goals: Ask<{ asOf: string | null }, TeamGoalRow[]>;
  /** Null where the team is not rated by that day. */
  rating: Ask<{ category: Category; asOf: string | null }, RatingRow | null>;
}

/** What is asked of players, by their ids. */
export interface PlayerLoaders {
  /** For any team, oldest first. */
  hatTricks: Ask<Wants, HatTrickRow[]>;
}

/** The matches of a team, a tournament or an edition, by its id. */
export interface MatchLoaders {
  page: Ask<
    { owner: Owner; filter: MatchFilter; order: MatchOrder; window: Window; wants: Wants },
    Page<MatchRow>
  >;
  count: Ask<{ owner: Owner; filter: MatchFilter }, number>;
}

export interface Loaders {
  readonly rows: RowLoaders;
  readonly ofTeam: TeamLoaders;
  readonly ofPlayer: PlayerLoaders;
  readonly matchesOf: MatchLoaders;
}

/** How many rows one statement is asked about at most: SQLite takes no more than some thirty thousand values. */
const MOST = 10_000;

/** Makes the loaders of one request. */
export function loadersOf(db: Database, reference: Reference): Loaders {
  const rowOf = <Kind extends NumberedKind>(kind: Kind) =>
    asking<Wants, StoredRows[Kind]>((ids, wants) => listById(db, kind, ids, wants));
  return {
    rows: {
      match: rowOf('Match'),
      goal: rowOf('Goal'),
      penalty: rowOf('Penalty'),
      player: rowOf('Player'),
      figure: rowOf('PublishedFigure'),
    },
    ofTeam: {
      record: asking((ids, { wants, ...which }) => listRecords(db, reference, ids, which, wants)),
      scorers: asking((ids, { window, wants }) => listScorersOf(db, ids, window, wants)),
      scorerCount: asking((ids) => countScorersOf(db, ids)),
      results: asking((ids, { asOf }) => listResults(db, reference, ids, asOf)),
      shootouts: asking((ids, { asOf }) => listShootouts(db, ids, asOf)),
      goals: asking((ids, { asOf }) => listTeamGoals(db, ids, asOf)),
      rating: asking(async (ids, { category, asOf }) => {
        const ratings = await listRatings(db, category, asOf);
        const byTeam = new Map(ratings.map((rating) => [rating.teamId, rating]));
        return new Map(ids.map((id) => [id, byTeam.get(id) ?? null]));
      }),
    },
    ofPlayer: { hatTricks: asking((ids, wants) => listHatTricksOf(db, ids, wants)) },
    matchesOf: {
      page: asking((ids, { owner: table, filter, order, window, wants }) =>
        listMatchesOf(db, reference, { table, ids }, filter, order, window, wants),
      ),
      count: asking((ids, { owner: table, filter }) =>
        countMatchesOf(db, reference, { table, ids }, filter),
      ),
    },
  };
}

function asking<Question, Answer>(
  askAll: (ids: readonly number[], question: Question) => Promise<Map<number, Answer>>,
): Ask<Question, Answer> {
  const loaders = new Map<string, DataLoader<number, Answer>>();
  return (id, question) => {
    const key = JSON.stringify(question);
    const loader = loaders.get(key) ?? loaderOf(askAll, question);
    loaders.set(key, loader);
    return loader.load(id);
  };
}

function loaderOf<Question, Answer>(
  askAll: (ids: readonly number[], question: Question) => Promise<Map<number, Answer>>,
  question: Question,
) {
  return new DataLoader<number, Answer>(
    async (ids) => {
      const answers = await askAll(ids, question);
      return ids.map((id) => {
        const answer = answers.get(id);
        return answer === undefined ? new Error(`The record has no row ${id} to ask.`) : answer;
      });
    },
    { maxBatchSize: MOST },
  );
}
