/**
 * `npm run check -- <file> [--json] [--as-of <day>]`: holds the claims of an article against the record that DATABASE_URL
 * names, before it is published and without importing it. Exits 0 where nothing is contradicted, 1 where something is, and
 * 2 where the file or the command line cannot be used.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/database.js';
import { readEnv } from '../src/env.js';
import { checkClaims } from '../src/factcheck/check.js';
import { type Checked, tableOf } from '../src/factcheck/table.js';
import { openArticle } from '../src/importers/article-file.js';
import type { ArticleDocument } from '../src/importers/seed-documents.js';
import { teamMatchReader } from '../src/record/figures.js';
import { referenceReader } from '../src/record/reference.js';
import { isDay } from '../src/statistics/days.js';

/** Wide enough for five columns where nobody looks at a terminal. */
const WIDTH = 140;

interface Asked {
  file: string;
  asOf: string | undefined;
  json: boolean;
}

function readArguments(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, 'as-of': { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new Error('Name one file: npm run check -- <file> [--json] [--as-of <day>].');
  }
  const asOf = values['as-of'];
  if (asOf !== undefined && !isDay(asOf)) {
    throw new Error(`--as-of must be a day of the calendar as YYYY-MM-DD, got "${asOf}".`);
  }
  return { file, asOf, json: values.json };
}

/** The verdicts on the claims of an article, in their order. */
async function check({ slug, publishedOn, claims }: ArticleDocument, asOf = publishedOn) {
  const db = openDatabase(readEnv().databaseUrl);
  try {
    const reference = await referenceReader(db)();
    if (!reference) throw new Error('The record is empty: run "npx prisma db seed" first.');
    const claimant = reference.sources.find(slug)?.id ?? null;
    const asked = claims.map(({ claim }) => ({ claim, asOf, claimant }));
    const teamMatches = teamMatchReader()(db, reference.version, () => false);
    return await checkClaims(db, reference, teamMatches, asked);
  } finally {
    await db.close();
  }
}

try {
  const asked = readArguments(process.argv.slice(2));
  const { value: article } = openArticle(asked.file);
  const verdicts = await check(article, asked.asOf);
  const checked = article.claims.map(({ statement, claim }, place) => ({
    statement,
    [claim.kind]: claim.said,
    verdict: verdicts[place],
  }));
  console.log(
    asked.json
      ? JSON.stringify({ article: article.slug, claims: checked }, null, 2)
      : tableOf(checked as Checked[], process.stdout.columns ?? WIDTH),
  );
  process.exitCode = verdicts.some(({ kind }) => kind === 'CONTRADICTED') ? 1 : 0;
} catch (error) {
  console.error(`Nothing was checked. ${(error as Error).message}`);
  process.exitCode = 2;
}
