/** Converts articles and reports into facts. */
import { slugify } from '../../text/slug.js';
import type {
  ArticleFact,
  ClaimFact,
  FigureFact,
  MatchFact,
  PenaltyFact,
  QuoteFact,
  SourceFact,
} from '../facts.js';
import { inPlayPenaltyName, sortPenalties } from '../penalties.js';
import { parsePublishedCounts } from '../published-figures.js';
import type { ArticleDocument, PenaltyEntry } from './schemas.js';
import { DocumentError } from './yaml.js';

export function articleSource({
  slug,
  title,
  publisher,
  publishedOn,
  url,
}: ArticleDocument): SourceFact {
  return {
    slug,
    title,
    kind: 'ARTICLE',
    publisher,
    publishedOn,
    url: url ?? null,
    license: null,
    attribution: null,
  };
}

export function shapeArticle({
  slug,
  title,
  publisher,
  publishedOn,
  url,
}: ArticleDocument): ArticleFact {
  return { source: slug, key: slug, slug, title, publisher, publishedOn, url: url ?? null };
}

export function shapeClaims({ slug, claims }: ArticleDocument): ClaimFact[] {
  return claims.map((claim, place) => ({ article: slug, ordinal: place + 1, ...claim }));
}

export function shapeQuotes({ slug, quotes }: ArticleDocument): QuoteFact[] {
  return quotes.map((quote, place) => ({
    source: slug,
    key: `quote ${place + 1}`,
    speaker: { name: quote.speaker, team: slugify(quote.team) },
    text: quote.text,
    reportedBy: quote.reportedBy,
    saidOn: quote.saidOn ?? null,
    match: quote.match ?? null,
    article: slug,
  }));
}

export function shapeFigures({ slug, figures }: ArticleDocument): FigureFact[] {
  return figures.flatMap(({ player, team, asOf, statement, ...counts }) =>
    parsePublishedCounts(counts).map(({ measure, value }) => ({
      source: slug,
      key: `${slugify(player)} ${measure.toLowerCase()}`,
      player: { name: player, team: slugify(team) },
      measure,
      value,
      asOf,
      statement,
    })),
  );
}

/**
 * A known penalty gains citation, detail and foul; an unknown one is added. Throws `DocumentError` on another outcome.
 */
export function mergePenalties(
  matches: readonly MatchFact[],
  source: string,
  entries: readonly PenaltyEntry[],
): void {
  for (const entry of entries) {
    const match = matches.find(({ slug }) => slug === entry.match);
    if (!match) throw new DocumentError(`${source}: the seed has no match ${entry.match}`);
    const name = inPlayPenaltyName(entry.minute, entry.taker.name);
    const known = match.penalties.find((penalty) => penalty.name === name);
    if (known) mergePenalty(known, source, entry);
    else match.penalties = sortPenalties([...match.penalties, newPenalty(name, source, entry)]);
  }
}

function mergePenalty(known: PenaltyFact, source: string, entry: PenaltyEntry): void {
  if (known.outcome !== entry.outcome) {
    throw new DocumentError(
      `${source}: ${entry.match} ${known.name} is ${known.outcome} on record, not ${entry.outcome}`,
    );
  }
  known.detail ??= entry.detail ?? null;
  known.foulBy ??= entry.foulBy ?? null;
  known.foulOn ??= entry.foulOn ?? null;
  known.citedBy.push({ source, key: penaltyKey(known.name, entry) });
}

function newPenalty(name: string, source: string, entry: PenaltyEntry): PenaltyFact {
  return {
    source,
    key: penaltyKey(name, entry),
    name,
    kind: 'IN_PLAY',
    team: entry.taker.team,
    taker: entry.taker,
    minute: entry.minute,
    stoppage: null,
    outcome: entry.outcome,
    detail: entry.detail ?? null,
    foulBy: entry.foulBy ?? null,
    foulOn: entry.foulOn ?? null,
    citedBy: [],
  };
}

const penaltyKey = (name: string, { match }: PenaltyEntry) => `${match}/${name}`;
