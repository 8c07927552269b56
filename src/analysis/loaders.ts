/** For fields that look-ahead cannot read: those with arguments, and those of rows in memory. */
import DataLoader from 'dataloader';
import type { Database } from '../database/types.js';
import {
  type AppearanceFilter,
  type AppearanceRow,
  countAppearancesByPlayer,
  listAppearancesByPlayer,
} from '../record/appearances.js';
import { type HatTrickRow, listHatTricksByPlayer } from '../record/hat-tricks.js';
import {
  countMatchesByParent,
  listMatchesByParent,
  type MatchOrder,
  type MatchRow,
} from '../record/matches.js';
import { listById, type RowByKind, type RowKindWithId } from '../record/nodes.js';
import type { ParentTable } from '../record/query/batch.js';
import type { Page, PageRequest } from '../record/query/keyset.js';
import type { MatchFilter } from '../record/query/match-filter.js';
import type { Projection } from '../record/query/projection.js';
import {
  listMatchRatings,
  listRatings,
  type MatchRatingRow,
  type RatingRow,
  type RatingSpan,
} from '../record/ratings.js';
import {
  listOpponents,
  listRecords,
  listResults,
  listShootouts,
  type OpponentRow,
  type RecordQuery,
  type RecordRows,
  type ResultRow,
  type ShootoutTally,
} from '../record/records.js';
import type { Category, ReferenceData } from '../record/reference.js';
import { listTeamGoals, type TeamGoalRow } from '../record/team-goals.js';
import { countScorersByTeam, listScorersByTeam, type ScorerRow } from '../record/team-scorers.js';

/** One statement for all ids with the same question. */
type LoadById<Question, Answer> = (id: number, question: Question) => Promise<Answer>;

export interface RowLoaders {
  match: LoadById<Projection, MatchRow>;
  goal: LoadById<Projection, RowByKind['Goal']>;
  penalty: LoadById<Projection, RowByKind['Penalty']>;
  player: LoadById<Projection, RowByKind['Player']>;
  figure: LoadById<Projection, RowByKind['PublishedFigure']>;
}

/** By team id. */
export interface TeamLoaders {
  record: LoadById<RecordQuery & { projection: Projection }, RecordRows>;
  scorers: LoadById<{ window: PageRequest; projection: Projection }, Page<ScorerRow>>;
  scorerCount: LoadById<null, number>;
  opponents: LoadById<{ asOf: string | null }, OpponentRow[]>;
  results: LoadById<{ asOf: string | null }, ResultRow[]>;
  shootouts: LoadById<{ asOf: string | null }, ShootoutTally>;
  /** By match, oldest first. */
  goals: LoadById<{ asOf: string | null }, TeamGoalRow[]>;
  /** Null if unrated by that day. */
  rating: LoadById<{ category: Category; asOf: string | null }, RatingRow | null>;
  /** Oldest first. */
  ratings: LoadById<RatingSpan & { projection: Projection }, MatchRatingRow[]>;
}

export interface PlayerLoaders {
  /** For all teams, oldest first. */
  hatTricks: LoadById<Projection, HatTrickRow[]>;
  appearances: LoadById<
    { filter: AppearanceFilter; window: PageRequest; projection: Projection },
    Page<AppearanceRow>
  >;
  appearanceCount: LoadById<AppearanceFilter, number>;
}

/** By id of a team, tournament or edition. */
export interface MatchLoaders {
  page: LoadById<
    {
      owner: ParentTable;
      filter: MatchFilter;
      order: MatchOrder;
      window: PageRequest;
      projection: Projection;
    },
    Page<MatchRow>
  >;
  count: LoadById<{ owner: ParentTable; filter: MatchFilter }, number>;
}

/** SQLite takes some 30,000 values a statement. */
const MAX_BATCH_SIZE = 10_000;

export function createRowLoaders(db: Database): RowLoaders {
  const rowOf = <Kind extends RowKindWithId>(kind: Kind) =>
    createLoadById<Projection, RowByKind[Kind]>((ids, projection) =>
      listById(db, kind, ids, projection),
    );
  return {
    match: rowOf('Match'),
    goal: rowOf('Goal'),
    penalty: rowOf('Penalty'),
    player: rowOf('Player'),
    figure: rowOf('PublishedFigure'),
  };
}

export function createTeamLoaders(db: Database, reference: ReferenceData): TeamLoaders {
  return {
    record: createLoadById((ids, { projection, ...which }) =>
      listRecords(db, reference, ids, which, projection),
    ),
    scorers: createLoadById((ids, { window, projection }) =>
      listScorersByTeam(db, ids, window, projection),
    ),
    scorerCount: createLoadById((ids) => countScorersByTeam(db, ids)),
    opponents: createLoadById((ids, { asOf }) => listOpponents(db, reference, ids, asOf)),
    results: createLoadById((ids, { asOf }) => listResults(db, reference, ids, asOf)),
    shootouts: createLoadById((ids, { asOf }) => listShootouts(db, ids, asOf)),
    goals: createLoadById((ids, { asOf }) => listTeamGoals(db, ids, asOf)),
    rating: createLoadById(async (ids, { category, asOf }) => {
      const ratings = await listRatings(db, category, asOf);
      const byTeam = new Map(ratings.map((rating) => [rating.teamId, rating]));
      return new Map(ids.map((id) => [id, byTeam.get(id) ?? null]));
    }),
    ratings: createLoadById((ids, { projection, ...span }) =>
      listMatchRatings(db, ids, span, projection),
    ),
  };
}

export function createPlayerLoaders(db: Database, reference: ReferenceData): PlayerLoaders {
  return {
    hatTricks: createLoadById((ids, projection) => listHatTricksByPlayer(db, ids, projection)),
    appearances: createLoadById((ids, { filter, window, projection }) =>
      listAppearancesByPlayer(db, reference, ids, filter, window, projection),
    ),
    appearanceCount: createLoadById((ids, filter) =>
      countAppearancesByPlayer(db, reference, ids, filter),
    ),
  };
}

export function createMatchLoaders(db: Database, reference: ReferenceData): MatchLoaders {
  return {
    page: createLoadById((ids, { owner: table, filter, order, window, projection }) =>
      listMatchesByParent(db, reference, { table, ids }, filter, order, window, projection),
    ),
    count: createLoadById((ids, { owner: table, filter }) =>
      countMatchesByParent(db, reference, { table, ids }, filter),
    ),
  };
}

function createLoadById<Question, Answer>(
  askAll: (ids: readonly number[], question: Question) => Promise<Map<number, Answer>>,
): LoadById<Question, Answer> {
  const loaders = new Map<string, DataLoader<number, Answer>>();
  return (id, question) => {
    const key = JSON.stringify(question);
    const loader = loaders.get(key) ?? createDataLoader(askAll, question);
    loaders.set(key, loader);
    return loader.load(id);
  };
}

function createDataLoader<Question, Answer>(
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
    { maxBatchSize: MAX_BATCH_SIZE },
  );
}
