/** What articles have taken back: an article is imported as a whole, and what it no longer says goes. */
import type { Transaction } from '../database.js';
import type { Article, Claim } from '../generated/sqlite/client.js';
import type { Facts } from './facts.js';
import { idIn, type Ledger, takeBack } from './table.js';
import type { Names } from './write-names.js';

interface Cited {
  id: number;
  sourceId: number;
  sourceKey: string;
}

/** Takes back the claims, quotes, figures, penalties and citations of the articles that the facts do not have any more. */
export async function takeBackFromArticles(
  tx: Transaction,
  facts: Facts,
  { sources }: Names,
  ledger: Ledger,
): Promise<void> {
  if (facts.articles.length === 0) return;
  const slugs = new Set(facts.articles.map(({ slug }) => slug));
  const ofArticles = new Set(facts.articles.map(({ source }) => idIn(sources, source)));
  const penalties = facts.matches.flatMap((match) => match.penalties);
  const told = {
    quotes: facts.quotes,
    published_figures: facts.figures,
    citations: citedBy(facts),
    penalties,
  };
  await takeBackClaims(tx, facts, slugs, ledger);
  for (const [table, cited] of Object.entries(told)) {
    const keys = new Set(cited.map(({ source, key }) => `${idIn(sources, source)}/${key}`));
    const stale = (await tx.all<Cited>(table)).filter(
      ({ sourceId, sourceKey }) =>
        ofArticles.has(sourceId) && !keys.has(`${sourceId}/${sourceKey}`),
    );
    await takeBack(tx, table, stale, ledger);
  }
}

async function takeBackClaims(
  tx: Transaction,
  facts: Facts,
  slugs: ReadonlySet<string>,
  ledger: Ledger,
): Promise<void> {
  const articles = (await tx.all<Article>('articles')).filter(({ slug }) => slugs.has(slug));
  const made = new Map(
    articles.map(({ id, slug }) => [
      id,
      facts.claims.filter(({ article }) => article === slug).length,
    ]),
  );
  const stale = (await tx.all<Claim>('claims')).filter(
    ({ articleId, ordinal }) => ordinal > (made.get(articleId) ?? ordinal),
  );
  await takeBack(tx, 'claims', stale, ledger);
}

/** Everything that a further source says of matches, goals, penalties and people. */
const citedBy = ({ matches, players }: Facts) => [
  ...matches.flatMap((match) => [
    ...match.citedBy,
    ...match.goals.flatMap((goal) => goal.citedBy),
    ...match.penalties.flatMap((penalty) => penalty.citedBy),
  ]),
  ...players,
];
