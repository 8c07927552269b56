/** What an article no longer says is deleted. */
import type { Transaction } from '../../database/types.js';
import type { Article, Claim } from '../../generated/sqlite/client.js';
import type { Facts } from '../facts.js';
import type { ReferenceIds } from './reference.js';
import { deleteRows, type ImportCounts, requireId } from './upsert.js';

interface CitedRow {
  id: number;
  sourceId: number;
  sourceKey: string;
}

export async function deleteRetracted(
  tx: Transaction,
  facts: Facts,
  { sources }: ReferenceIds,
  counts: ImportCounts,
): Promise<void> {
  if (facts.articles.length === 0) return;
  const slugs = new Set(facts.articles.map(({ slug }) => slug));
  const ofArticles = new Set(facts.articles.map(({ source }) => requireId(sources, source)));
  const penalties = facts.matches.flatMap((match) => match.penalties);
  const keysByTable = {
    quotes: facts.quotes,
    published_figures: facts.figures,
    citations: citedBy(facts),
    penalties,
  };
  await deleteRetractedClaims(tx, facts, slugs, counts);
  for (const [table, cited] of Object.entries(keysByTable)) {
    const keys = new Set(cited.map(({ source, key }) => `${requireId(sources, source)}/${key}`));
    const stale = (await tx.readAll<CitedRow>(table)).filter(
      ({ sourceId, sourceKey }) =>
        ofArticles.has(sourceId) && !keys.has(`${sourceId}/${sourceKey}`),
    );
    await deleteRows(tx, table, stale, counts);
  }
}

async function deleteRetractedClaims(
  tx: Transaction,
  facts: Facts,
  slugs: ReadonlySet<string>,
  counts: ImportCounts,
): Promise<void> {
  const articles = (await tx.readAll<Article>('articles')).filter(({ slug }) => slugs.has(slug));
  const made = new Map(
    articles.map(({ id, slug }) => [
      id,
      facts.claims.filter(({ article }) => article === slug).length,
    ]),
  );
  const stale = (await tx.readAll<Claim>('claims')).filter(
    ({ articleId, ordinal }) => ordinal > (made.get(articleId) ?? ordinal),
  );
  await deleteRows(tx, 'claims', stale, counts);
}

const citedBy = ({ matches, players }: Facts) => [
  ...matches.flatMap((match) => [
    ...match.citedBy,
    ...match.goals.flatMap((goal) => goal.citedBy),
    ...match.penalties.flatMap((penalty) => penalty.citedBy),
    ...(match.sheet?.appearances ?? []).flatMap((appearance) => appearance.citedBy),
    ...(match.sheet?.bookings ?? []).flatMap((booking) => booking.citedBy),
  ]),
  ...players,
];
