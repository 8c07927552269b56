import sql, { join, type Sql } from 'sql-template-tag';
import type { ReferenceData } from '../reference.js';
import { type MatchFilter, matchConditions } from './match-filter.js';

/** Matches that a filter neither keeps nor excludes: they lack a field of it. */
export interface UndecidedMatches {
  readonly filter: MatchFilter;
  readonly conditions: readonly Sql[];
  readonly fields: readonly string[];
}

type Lack = (value: never, reference: ReferenceData) => Sql;

const NO_STAGE: { name: string; lacks: Lack } = {
  name: 'stage',
  lacks: () => sql`m.stage IS NULL`,
};

/** Fields that no source may give of a match. */
const OPTIONAL_FIELDS: { [Field in keyof MatchFilter]?: { name: string; lacks: Lack } } = {
  stage: NO_STAGE,
  stages: NO_STAGE,
  afterExtraTime: {
    name: 'statement on extra time',
    lacks: () => sql`m.after_extra_time IS NULL`,
  },
  edition: {
    name: 'edition',
    lacks: (year: number, { editions }) => {
      const within = editions.all
        .filter((edition) => edition.year === year)
        .map(
          ({ tournamentId, startDate, endDate }) => sql`(m.tournament_id = ${tournamentId}
            AND m.date >= ${startDate ?? ''} AND m.date <= ${endDate ?? '9999-12-31'})`,
        );
      return within.length === 0
        ? sql`1 = 0`
        : sql`(m.edition_id IS NULL AND (${join(within, ' OR ')}))`;
    },
  },
};

/** Null if every match has the fields of the filter. */
export function undecidedMatches(
  reference: ReferenceData,
  filter: MatchFilter,
): UndecidedMatches | null {
  const decided = { ...filter };
  const optional = Object.entries(OPTIONAL_FIELDS).flatMap(([name, field]) => {
    const { [name as keyof MatchFilter]: value } = filter;
    delete decided[name as keyof MatchFilter];
    if (value == null) return [];
    const holds = sql`(${join(matchConditions(reference, { [name]: value }), ' AND ')})`;
    return [{ name: field.name, holds, lacks: field.lacks(value as never, reference) }];
  });
  if (optional.length === 0) return null;
  return {
    filter: decided,
    conditions: [
      ...optional.map(({ holds, lacks }) => sql`(${holds} OR ${lacks})`),
      sql`(${join(
        optional.map(({ lacks }) => lacks),
        ' OR ',
      )})`,
    ],
    fields: [...new Set(optional.map(({ name }) => name))],
  };
}
