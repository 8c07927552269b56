/** What was said and published: articles, quotes and figures; what the record holds whole; and who cites what. */
import type { Transaction } from '../database.js';
import type {
  Article,
  Citation,
  Claim,
  Holding,
  PublishedFigure,
  Quote,
} from '../generated/sqlite/client.js';
import { kindName } from '../record/claim-input.js';
import { fold } from '../record/names.js';
import type { Cited, Facts } from './facts.js';
import { bySource, cite, idIn, idOrNull, type Ledger, reconcile, takeBack } from './table.js';
import type { MatchIds } from './write-matches.js';
import type { Names } from './write-names.js';
import type { WhoIs } from './write-players.js';

/** Writes articles with their quotes, and published figures. */
export async function writeWords(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: Names,
  { matches }: MatchIds,
  whoIs: WhoIs,
  ledger: Ledger,
): Promise<void> {
  const articles = await reconcile<Article>(
    tx,
    'articles',
    ({ slug }) => slug,
    facts.articles.map(({ source, key, ...article }) => ({
      ...article,
      ...cite(sources, { source, key }),
    })),
    ledger,
  );
  const claims = facts.claims.map(({ article, ordinal, statement, claim }) => ({
    articleId: idIn(articles, article),
    ordinal,
    statement,
    kind: kindName(claim.kind),
    input: JSON.stringify({ [claim.kind]: claim.said }),
  }));
  await reconcile<Claim>(tx, 'claims', placeOf, claims, ledger);
  const quotes = facts.quotes.map((quote) => ({
    speakerId: whoIs(quote.speaker),
    text: quote.text,
    foldedText: fold(quote.text),
    reportedBy: quote.reportedBy,
    saidOn: quote.saidOn,
    matchId: idOrNull(matches, quote.match),
    articleId: idOrNull(articles, quote.article),
    ...cite(sources, quote),
  }));
  await reconcile<Quote>(tx, 'quotes', bySource, quotes, ledger);
  const figures = facts.figures.map(({ player, source, key, ...figure }) => ({
    ...figure,
    playerId: whoIs(player),
    teamId: idIn(teams, player.team),
    ...cite(sources, { source, key }),
  }));
  await reconcile<Omit<PublishedFigure, 'discrepancy'>>(
    tx,
    'published_figures',
    bySource,
    figures,
    ledger,
  );
}

/**
 * Writes holdings. Those that the source of the import no longer states are taken back; holdings of one team stay,
 * since only the seed states them, in the name of the source whose list it copies.
 */
export async function writeHoldings(
  tx: Transaction,
  source: string,
  facts: Facts,
  { sources, teams, tournaments }: Names,
  ledger: Ledger,
): Promise<void> {
  const holdings = facts.holdings.map((holding) => ({
    category: holding.category,
    completeness: holding.completeness,
    teamId: idOrNull(teams, holding.team),
    tournamentId: idOrNull(tournaments, holding.tournament),
    from: holding.from,
    to: holding.to,
    ...cite(sources, holding),
  }));
  await reconcile<Holding>(tx, 'holdings', bySource, holdings, ledger);
  const sourceId = sources.get(source);
  if (sourceId === undefined) return;
  const stated = new Set(holdings.map(bySource));
  const known = await tx.rows.holding.findMany({ where: { sourceId, teamId: null } });
  const unstated = known.filter((holding) => !stated.has(bySource(holding)));
  if (unstated.length > 0) await takeBack(tx, 'holdings', unstated, ledger);
}

/** What a claim is known by: its article and its place there. */
const placeOf = ({ articleId, ordinal }: Pick<Claim, 'articleId' | 'ordinal'>) =>
  `${articleId}/${ordinal}`;

const NOBODY = {
  matchId: null,
  goalId: null,
  penaltyId: null,
  shootoutId: null,
  editionId: null,
  playerId: null,
};

/** Writes which further sources state the facts, or add to them. */
export async function writeCitations(
  tx: Transaction,
  facts: Facts,
  { sources }: Names,
  ids: MatchIds,
  whoIs: WhoIs,
  ledger: Ledger,
): Promise<void> {
  const citing = (citedBy: readonly Cited[], fact: Partial<typeof NOBODY> | object) =>
    citedBy.map((cited) => ({ ...NOBODY, ...fact, ...cite(sources, cited) }));
  const rows = facts.matches.flatMap((match) => {
    const matchId = idIn(ids.matches, match.slug);
    return [
      ...citing(match.citedBy, { matchId }),
      ...match.goals.flatMap(({ citedBy }, place) =>
        citing(citedBy, { goalId: idIn(ids.goals, `${matchId}/${place + 1}`) }),
      ),
      ...match.penalties.flatMap(({ citedBy, name }) =>
        citing(citedBy, { penaltyId: idIn(ids.penalties, `${matchId}/${name}`) }),
      ),
    ];
  });
  const people = facts.players.flatMap((player) => citing([player], { playerId: whoIs(player) }));
  await reconcile<Citation>(tx, 'citations', bySource, [...rows, ...people], ledger);
}
