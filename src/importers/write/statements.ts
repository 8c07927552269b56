import type { Transaction } from '../../database/types.js';
import type {
  Article,
  Citation as CitationRow,
  Claim,
  Holding,
  PublishedFigure,
  Quote,
} from '../../generated/sqlite/client.js';
import { toClaimKindName } from '../../record/claim-input.js';
import { fold } from '../../text/fold.js';
import type { Citation, Facts } from '../facts.js';
import type { MatchIds } from './matches.js';
import type { PlayerResolver } from './players.js';
import type { ReferenceIds } from './reference.js';
import {
  citationColumns,
  deleteRows,
  type ImportCounts,
  idOrNull,
  reconcile,
  requireId,
  sourceKeyOf,
} from './upsert.js';

export async function writeStatements(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: ReferenceIds,
  { matches }: MatchIds,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<void> {
  const articles = await reconcile<Article>(
    tx,
    'articles',
    ({ slug }) => slug,
    facts.articles.map(({ source, key, ...article }) => ({
      ...article,
      ...citationColumns(sources, { source, key }),
    })),
    counts,
  );
  const claims = facts.claims.map(({ article, ordinal, statement, claim }) => ({
    articleId: requireId(articles, article),
    ordinal,
    statement,
    kind: toClaimKindName(claim.kind),
    input: JSON.stringify({ [claim.kind]: claim.fields }),
  }));
  await reconcile<Claim>(tx, 'claims', placeOf, claims, counts);
  const quotes = facts.quotes.map((quote) => ({
    speakerId: resolvePlayer(quote.speaker),
    text: quote.text,
    foldedText: fold(quote.text),
    reportedBy: quote.reportedBy,
    saidOn: quote.saidOn,
    matchId: idOrNull(matches, quote.match),
    articleId: idOrNull(articles, quote.article),
    ...citationColumns(sources, quote),
  }));
  await reconcile<Quote>(tx, 'quotes', sourceKeyOf, quotes, counts);
  const figures = facts.figures.map(({ player, source, key, ...figure }) => ({
    ...figure,
    playerId: resolvePlayer(player),
    teamId: requireId(teams, player.team),
    ...citationColumns(sources, { source, key }),
  }));
  await reconcile<Omit<PublishedFigure, 'discrepancy'>>(
    tx,
    'published_figures',
    sourceKeyOf,
    figures,
    counts,
  );
}

/** But not of a team: only the seed states these, for the source that it copies. */
export async function writeHoldings(
  tx: Transaction,
  source: string,
  facts: Facts,
  { sources, teams, tournaments }: ReferenceIds,
  counts: ImportCounts,
): Promise<void> {
  const holdings = facts.holdings.map((holding) => ({
    category: holding.category,
    completeness: holding.completeness,
    teamId: idOrNull(teams, holding.team),
    tournamentId: idOrNull(tournaments, holding.tournament),
    from: holding.from,
    to: holding.to,
    ...citationColumns(sources, holding),
  }));
  await reconcile<Holding>(tx, 'holdings', sourceKeyOf, holdings, counts);
  const sourceId = sources.get(source);
  if (sourceId === undefined) return;
  const stated = new Set(holdings.map(sourceKeyOf));
  const known = await tx.prisma.holding.findMany({ where: { sourceId, teamId: null } });
  const unstated = known.filter((holding) => !stated.has(sourceKeyOf(holding)));
  if (unstated.length > 0) await deleteRows(tx, 'holdings', unstated, counts);
}

const placeOf = ({ articleId, ordinal }: Pick<Claim, 'articleId' | 'ordinal'>) =>
  `${articleId}/${ordinal}`;

const NO_TARGET = {
  matchId: null,
  goalId: null,
  penaltyId: null,
  shootoutId: null,
  editionId: null,
  playerId: null,
  appearanceId: null,
  bookingId: null,
};

export async function writeCitations(
  tx: Transaction,
  facts: Facts,
  { sources }: ReferenceIds,
  ids: MatchIds,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<void> {
  const citing = (citedBy: readonly Citation[], fact: Partial<typeof NO_TARGET> | object) =>
    citedBy.map((cited) => ({ ...NO_TARGET, ...fact, ...citationColumns(sources, cited) }));
  const rows = facts.matches.flatMap((match) => {
    const matchId = requireId(ids.matches, match.slug);
    return [
      ...citing(match.citedBy, { matchId }),
      ...match.goals.flatMap(({ citedBy }, place) =>
        citing(citedBy, { goalId: requireId(ids.goals, `${matchId}/${place + 1}`) }),
      ),
      ...match.penalties.flatMap(({ citedBy, name }) =>
        citing(citedBy, { penaltyId: requireId(ids.penalties, `${matchId}/${name}`) }),
      ),
      ...(match.sheet?.appearances ?? []).flatMap(({ citedBy, id }) =>
        citing(citedBy, { appearanceId: requireId(ids.appearances, `${matchId}/${id}`) }),
      ),
      ...(match.sheet?.bookings ?? []).flatMap(({ citedBy, ...booking }) =>
        citing(citedBy, {
          bookingId: requireId(ids.bookings, sourceKeyOf(citationColumns(sources, booking))),
        }),
      ),
    ];
  });
  const people = facts.players.flatMap((player) =>
    citing([player], { playerId: resolvePlayer(player) }),
  );
  await reconcile<CitationRow>(tx, 'citations', sourceKeyOf, [...rows, ...people], counts);
}
