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

/** Slugs that something has now, by the slugs that articles may have for it. */
export interface CurrentSlugs {
  matches: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
}

/**
 * An article in the words of the record as it is now: matches and teams under their current slugs, and without the quotes'
 * matches, penalties and figures of which the record has no match or team any more.
 */
export async function fitToRecord(
  document: ArticleDocument,
  known: Known,
  current: CurrentSlugs,
): Promise<ArticleDocument> {
  const match = (slug: string) => current.matches.get(slug) ?? slug;
  const team = (name: string) => current.teams.get(slugOf(name)) ?? slugOf(name);
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
