import { formatMatchedTitle } from '../analysis/search/match-search.js';
import type { SearchHit } from '../analysis/search/search.js';
import {
  categorySubtitle,
  editionSubtitle,
  matchSubtitle,
  playerSubtitle,
} from '../analysis/search/subtitle.js';
import { currentKey } from '../record/former-slugs.js';
import { type MatchRow, matchTitle } from '../record/matches.js';
import {
  isRowKind,
  listById,
  listByKey,
  type RowByKind,
  type RowKind,
  type RowKindWithId,
} from '../record/nodes.js';
import type { PlayerRow } from '../record/players.js';
import { EXPLICIT, type Projection } from '../record/query/projection.js';
import type {
  EditionRow,
  ReferenceData,
  SourceRow,
  TeamRow,
  TournamentRow,
} from '../record/reference.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';
import { fromGlobalId, type GlobalId } from './global-id.js';

/** With `__typename`, for the executor. */
export type NodeRow = RowByKind[RowKind] | TeamRow | TournamentRow | EditionRow | SourceRow;

const MAX_IDS = 100;

/** In order, null if unknown; one statement a kind. */
export async function loadNodes(
  context: Context,
  ids: readonly string[],
  projection: Projection,
): Promise<(NodeRow | null)[]> {
  if (ids.length > MAX_IDS)
    throw badUserInput(`ids must name 1 to ${MAX_IDS} entities, got ${ids.length}`);
  const identities = ids.map((id) => currentOf(context, fromGlobalId(id)));
  const kinds = [...new Set(identities.map((identity) => identity?.kind ?? ''))].filter(isRowKind);
  const stored = new Map(
    await Promise.all(
      kinds.map(
        async (kind) =>
          [kind, await loadStoredRows(context, kind, identities, projection)] as const,
      ),
    ),
  );
  return identities.map((identity) => {
    if (!identity) return null;
    const { kind, key } = identity;
    const row = isRowKind(kind) ? stored.get(kind)?.get(key) : findReferenceRow(context, identity);
    return row ? { __typename: kind, ...row } : null;
  });
}

function currentOf({ reference }: Context, identity: GlobalId | null): GlobalId | null {
  if (!identity) return null;
  const { kind, key } = identity;
  return { kind, key: currentKey(reference.currentSlug, kind, key) };
}

function loadStoredRows(
  { db, reference }: Context,
  kind: RowKind,
  identities: readonly (GlobalId | null)[],
  projection: Projection,
): Promise<Map<string, NodeRow>> {
  const keys = identities.flatMap((identity) => (identity?.kind === kind ? [identity.key] : []));
  return listByKey(db, reference, kind, keys, projection);
}

function findReferenceRow({ reference }: Context, { kind, key }: GlobalId): NodeRow | undefined {
  switch (kind) {
    case 'Team':
      return reference.teams.find(key);
    case 'Tournament':
      return reference.tournaments.find(key);
    case 'Edition':
      return reference.editions.find(key);
    case 'Source':
      return reference.sources.find(key);
    default:
      return undefined;
  }
}

/** Internal row id, never exposed. */
export interface InternalId {
  kind: RowKindWithId | 'Team' | 'Tournament' | 'Edition';
  id: number;
}

/** In order, null if gone; one statement a kind. */
export async function loadNodesByRowId(
  { db, reference }: Context,
  rows: readonly InternalId[],
  projection: Projection,
): Promise<(NodeRow | null)[]> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].filter((kind) => isRowKind(kind));
  const stored = new Map(
    await Promise.all(
      kinds.map(async (kind) => {
        const ids = rows.flatMap((row) => (row.kind === kind ? [row.id] : []));
        const found: Map<number, NodeRow> = await listById(db, kind, ids, projection);
        return [kind, found] as const;
      }),
    ),
  );
  return rows.map(({ kind, id }) => {
    if (kind === 'Team') return { __typename: kind, ...reference.teams.get(id) };
    if (kind === 'Tournament') return { __typename: kind, ...reference.tournaments.get(id) };
    if (kind === 'Edition') return { __typename: kind, ...reference.editions.get(id) };
    const row = stored.get(kind)?.get(id);
    return row ? { __typename: kind, ...row } : null;
  });
}

const TYPES = {
  TEAM: 'Team',
  PLAYER: 'Player',
  MATCH: 'Match',
  TOURNAMENT: 'Tournament',
  EDITION: 'Edition',
  QUOTE: 'Quote',
  ARTICLE: 'Article',
} as const;

const TITLE_PROJECTION: Projection = {
  [EXPLICIT]: {},
  name: {},
  title: {},
  text: {},
  homeNameOnDate: {},
  awayNameOnDate: {},
};

const SUBTITLE_PROJECTION: Projection = {
  [EXPLICIT]: {},
  birthDate: {},
  teams: {},
  goalYears: {},
  tournament: {},
  score: {},
};

export async function loadHitRows(
  context: Context,
  found: readonly SearchHit[],
  projection: Projection,
) {
  const ids = found.map(({ kind, id }) => ({ kind: TYPES[kind], id }));
  const nodes = await loadNodesByRowId(context, ids, {
    ...TITLE_PROJECTION,
    ...(projection.subtitle ? SUBTITLE_PROJECTION : {}),
    ...projection.node,
  });
  return found.flatMap((one, place) => {
    const node = nodes[place];
    if (!node) return [];
    const subtitle = projection.subtitle ? hitSubtitle(context.reference, one, node) : null;
    return [{ kind: one.kind, ...hitNames(context.reference, one, node), subtitle, node }];
  });
}

function hitNames(reference: ReferenceData, found: SearchHit, node: NodeRow) {
  if (found.kind !== 'MATCH') return { title: hitTitle(reference, node), matchedOn: found.text };
  const match = node as MatchRow;
  return {
    title: matchTitle(reference, match),
    matchedOn: formatMatchedTitle(reference, match, found.reading),
  };
}

function hitSubtitle(
  reference: ReferenceData,
  { kind, id }: SearchHit,
  node: NodeRow,
): string | null {
  switch (kind) {
    case 'TEAM':
      return categorySubtitle(reference.teams.get(id).category, 'team');
    case 'TOURNAMENT':
      return categorySubtitle(reference.tournaments.get(id).category, 'tournament');
    case 'EDITION':
      return editionSubtitle(reference, reference.editions.get(id));
    case 'PLAYER':
      return playerSubtitle(reference, node as PlayerRow);
    case 'MATCH':
      return matchSubtitle(reference, node as MatchRow);
    default:
      return null;
  }
}

function hitTitle({ tournaments }: ReferenceData, node: NodeRow): string {
  if ('year' in node) return `${tournaments.get(node.tournamentId).name} ${node.year}`;
  if ('name' in node) return node.name;
  if ('title' in node) return node.title;
  return 'text' in node ? node.text : '';
}
