/**
 * `npm run check -- <file> [--json] [--as-of <day>]`: checks the claims of an article that is not imported. Exit code
 * 0, 1 if a claim is contradicted, 2 for an unusable file or command line.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from '../database/database.js';
import { readEnv } from '../env.js';
import { checkClaims } from '../factcheck/check.js';
import { type CheckedClaim, formatVerdictTable } from '../factcheck/verdict-table.js';
import { readArticle } from '../importers/documents/article-file.js';
import type { ArticleDocument } from '../importers/documents/schemas.js';
import { teamMatchReader } from '../record/figures.js';
import { createReferenceReader } from '../record/reference.js';
import { isCalendarDay } from '../statistics/days.js';

/** Columns without a terminal. */
const DEFAULT_TABLE_WIDTH = 140;

interface CheckOptions {
  file: string;
  asOf: string | undefined;
  json: boolean;
}

function parseCheckArguments(args: readonly string[]): CheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, 'as-of': { type: 'string' } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new Error('Name one file: npm run check -- <file> [--json] [--as-of <day>].');
  }
  const asOf = values['as-of'];
  if (asOf !== undefined && !isCalendarDay(asOf)) {
    throw new Error(`--as-of must be a day of the calendar as YYYY-MM-DD, got "${asOf}".`);
  }
  return { file, asOf, json: values.json };
}

/** Verdicts in order of the claims. */
async function checkArticle({ slug, publishedOn, claims }: ArticleDocument, asOf = publishedOn) {
  const db = openDatabase(readEnv().databaseUrl);
  try {
    const reference = await createReferenceReader(db)();
    if (!reference) throw new Error('The record is empty: run "npx prisma db seed" first.');
    const claimSourceId = reference.sources.find(slug)?.id ?? null;
    const options = claims.map(({ claim }) => ({ claim, asOf, claimSourceId }));
    const teamMatches = teamMatchReader()(db, reference.version, () => false);
    return await checkClaims(db, reference, teamMatches, options);
  } finally {
    await db.close();
  }
}

try {
  const options = parseCheckArguments(process.argv.slice(2));
  const { value: article } = readArticle(options.file);
  const verdicts = await checkArticle(article, options.asOf);
  const checked = article.claims.map(({ statement, claim }, place) => ({
    statement,
    [claim.kind]: claim.fields,
    verdict: verdicts[place],
  }));
  console.log(
    options.json
      ? JSON.stringify({ article: article.slug, claims: checked }, null, 2)
      : formatVerdictTable(
          checked as CheckedClaim[],
          process.stdout.columns ?? DEFAULT_TABLE_WIDTH,
        ),
  );
  process.exitCode = verdicts.some(({ kind }) => kind === 'CONTRADICTED') ? 1 : 0;
} catch (error) {
  console.error(`Nothing was checked. ${(error as Error).message}`);
  process.exitCode = 2;
}
