/** The document of one article, by itself: `npm run import -- article --from <file>`. */
import { slugOf } from '../record/names.js';
import {
  addPenalties,
  articleSource,
  shapeArticle,
  shapeClaims,
  shapeFigures,
  shapeQuotes,
} from './articles.js';
import { type Located, openDocument } from './documents.js';
import { type Cited, type Facts, type MatchFact, NO_FACTS } from './facts.js';
import type { Known } from './known.js';
import { type ArticleDocument, articleDocument } from './seed-documents.js';

/** Reads the document of an article. Throws a DocumentError that names file, line and field of what is wrong. */
export function openArticle(file: string): Located<ArticleDocument> {
  return openDocument(file, articleDocument);
}

/**
 * The facts of an article, with the matches of the record whose penalties it tells of. Teams and matches of quotes, figures
 * and penalties must be in the record; what a claim names need not be, since that is for its verdict to say.
 */
export async function articleFacts(
  located: Located<ArticleDocument>,
  known: Known,
): Promise<Facts> {
  const document = located.value;
  await checkTeams(located, known);
  const matches = await knownMatches(located, known);
  const told = matches
    .filter(({ slug }) => document.penalties.some(({ match }) => match === slug))
    .map((match) => withoutWordsOf(document.slug, match));
  addPenalties(told, document.slug, document.penalties);
  return {
    ...NO_FACTS,
    sources: [articleSource(document)],
    matches: told,
    articles: [shapeArticle(document)],
    claims: shapeClaims(document),
    quotes: shapeQuotes(document),
    figures: shapeFigures(document),
  };
}

/** A match as it was before a source told of its penalties. */
function withoutWordsOf(source: string, match: MatchFact): MatchFact {
  const isAnother = (cited: Cited) => cited.source !== source;
  const penalties = match.penalties
    .filter(isAnother)
    .map((penalty) => ({ ...penalty, citedBy: penalty.citedBy.filter(isAnother) }));
  return { ...match, penalties };
}

async function checkTeams({ value, wrong }: Located<ArticleDocument>, known: Known) {
  const teams = await known.teams();
  const check = (path: readonly PropertyKey[], team: string) => {
    if (!teams.has(team)) throw wrong(path, `the record has no team ${team}`);
  };
  value.figures.forEach(({ team }, place) => {
    check(['figures', place, 'team'], slugOf(team));
  });
  value.quotes.forEach(({ team }, place) => {
    check(['quotes', place, 'team'], slugOf(team));
  });
  value.penalties.forEach(({ taker, foulBy, foulOn }, place) => {
    for (const [field, player] of Object.entries({ taker, foulBy, foulOn })) {
      if (player) check(['penalties', place, field], player.team);
    }
  });
}

async function knownMatches({ value, wrong }: Located<ArticleDocument>, known: Known) {
  const named = [
    ...value.quotes.map(({ match }, place) => ({ match, path: ['quotes', place, 'match'] })),
    ...value.penalties.map(({ match }, place) => ({ match, path: ['penalties', place, 'match'] })),
  ];
  const slugs = named.flatMap(({ match }) => (match === undefined ? [] : [match]));
  const matches = await known.matches([...new Set(slugs)]);
  const found = new Set(matches.map(({ slug }) => slug));
  for (const { match, path } of named) {
    if (match !== undefined && !found.has(match)) {
      throw wrong(path, `the record has no match ${match}`);
    }
  }
  return matches;
}
