import { slugify } from '../../text/slug.js';
import type { ExistingRecord } from '../existing-record.js';
import { type Citation, EMPTY_FACTS, type Facts, type MatchFact } from '../facts.js';
import {
  articleSource,
  mergePenalties,
  shapeArticle,
  shapeClaims,
  shapeFigures,
  shapeQuotes,
} from './articles.js';
import { type ArticleDocument, articleDocument } from './schemas.js';
import { type LocatedDocument, readLocatedYaml } from './yaml.js';

/** Throws `DocumentError`. */
export function readArticle(file: string): LocatedDocument<ArticleDocument> {
  return readLocatedYaml(file, articleDocument);
}

/** Throws `DocumentError` for unknown teams and matches, but in claims. */
export async function buildArticleFacts(
  located: LocatedDocument<ArticleDocument>,
  known: ExistingRecord,
): Promise<Facts> {
  const document = located.value;
  await checkTeams(located, known);
  const matches = await loadMatches(located, known);
  const shapedMatches = matches
    .filter(({ slug }) => document.penalties.some(({ match }) => match === slug))
    .map((match) => withoutSource(document.slug, match));
  mergePenalties(shapedMatches, document.slug, document.penalties);
  return {
    ...EMPTY_FACTS,
    sources: [articleSource(document)],
    matches: shapedMatches,
    articles: [shapeArticle(document)],
    claims: shapeClaims(document),
    quotes: shapeQuotes(document),
    figures: shapeFigures(document),
  };
}

/** By former slugs. */
export interface CurrentSlugs {
  matches: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
}

/** Drops what the record no longer has. */
export async function withCurrentSlugs(
  document: ArticleDocument,
  known: ExistingRecord,
  current: CurrentSlugs,
): Promise<ArticleDocument> {
  const match = (slug: string) => current.matches.get(slug) ?? slug;
  const team = (name: string) => current.teams.get(slugify(name)) ?? slugify(name);
  const person = <Person extends { team: string } | undefined>(one: Person): Person =>
    one && { ...one, team: team(one.team) };
  const slugs = [...document.quotes, ...document.penalties].flatMap((one) =>
    one.match === undefined ? [] : [match(one.match)],
  );
  const matches = new Set((await known.matches([...new Set(slugs)])).map(({ slug }) => slug));
  const teams = await known.teams();
  return {
    ...document,
    quotes: document.quotes
      .filter((quote) => teams.has(team(quote.team)))
      .map(({ match: slug, ...quote }) => ({
        ...quote,
        team: team(quote.team),
        ...(slug !== undefined && matches.has(match(slug)) ? { match: match(slug) } : {}),
      })),
    figures: document.figures
      .filter((figure) => teams.has(team(figure.team)))
      .map((figure) => ({ ...figure, team: team(figure.team) })),
    penalties: document.penalties
      .filter((penalty) => matches.has(match(penalty.match)) && teams.has(team(penalty.taker.team)))
      .map((penalty) => ({
        ...penalty,
        match: match(penalty.match),
        taker: person(penalty.taker),
        foulBy: person(penalty.foulBy),
        foulOn: person(penalty.foulOn),
      })),
  };
}

/** Undoes `mergePenalties`. */
function withoutSource(source: string, match: MatchFact): MatchFact {
  const isAnother = (cited: Citation) => cited.source !== source;
  const penalties = match.penalties
    .filter(isAnother)
    .map((penalty) => ({ ...penalty, citedBy: penalty.citedBy.filter(isAnother) }));
  return { ...match, penalties };
}

async function checkTeams(
  { value, errorAt }: LocatedDocument<ArticleDocument>,
  known: ExistingRecord,
) {
  const teams = await known.teams();
  const check = (path: readonly PropertyKey[], team: string) => {
    if (!teams.has(team)) throw errorAt(path, `the record has no team ${team}`);
  };
  value.figures.forEach(({ team }, place) => {
    check(['figures', place, 'team'], slugify(team));
  });
  value.quotes.forEach(({ team }, place) => {
    check(['quotes', place, 'team'], slugify(team));
  });
  value.penalties.forEach(({ taker, foulBy, foulOn }, place) => {
    for (const [field, player] of Object.entries({ taker, foulBy, foulOn })) {
      if (player) check(['penalties', place, field], player.team);
    }
  });
}

async function loadMatches(
  { value, errorAt }: LocatedDocument<ArticleDocument>,
  known: ExistingRecord,
) {
  const named = [
    ...value.quotes.map(({ match }, place) => ({ match, path: ['quotes', place, 'match'] })),
    ...value.penalties.map(({ match }, place) => ({ match, path: ['penalties', place, 'match'] })),
  ];
  const slugs = named.flatMap(({ match }) => (match === undefined ? [] : [match]));
  const matches = await known.matches([...new Set(slugs)]);
  const found = new Set(matches.map(({ slug }) => slug));
  for (const { match, path } of named) {
    if (match !== undefined && !found.has(match)) {
      throw errorAt(path, `the record has no match ${match}`);
    }
  }
  return matches;
}
