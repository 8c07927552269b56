/** A sample of the record, read through the API, from which variables are drawn. */
import fc from 'fast-check';
import type { Query } from './client.js';

export interface Sample {
  matches: {
    id: string;
    slug: string;
    date: string;
    home: { slug: string; name: string };
    away: { slug: string; name: string };
    tournament: { slug: string };
    score: { home: number; away: number };
  }[];
  /** Goals with a scorer, without own goals. */
  goals: {
    id: string;
    scorer: { slug: string; name: string };
    team: { slug: string };
    match: { slug: string };
  }[];
  editions: { slug: string; year: number }[];
  speakers: string[];
  articles: string[];
  /** The last day of the record. */
  lastDay: string;
}

/** Number of days from which a page of matches and one of goals is read. */
const SAMPLED_DAYS = 24;

/** First day with recorded scorers. */
const EARLIEST_DAY = new Date('1916-07-02');

/** A smaller record is the seed or a part, whose times say nothing. */
const MIN_WHOLE_RECORD_MATCHES = 10_000;

/** The same sample for the same seed and record. Throws if the database lacks the whole record. */
export async function sampleRecord(ask: Query, seed: number): Promise<Sample> {
  const { dataset, ...rest } = await ask<Whole>(WHOLE);
  if (dataset.counts.matches < MIN_WHOLE_RECORD_MATCHES) {
    throw new Error(
      `The database holds ${dataset.counts.matches} matches, which is not the whole record. Bring it in with ` +
        '"npm run import -- international-results", or name a database that holds it by DATABASE_URL.',
    );
  }
  const lastDay = dataset.dataThrough;
  const day = fc.date({ min: EARLIEST_DAY, max: new Date(lastDay), noInvalidDate: true });
  const pages = await Promise.all(
    fc
      .sample(day, { seed, numRuns: SAMPLED_DAYS })
      .map((from) => ask<Page>(PAGE, { from: from.toISOString().slice(0, 10), to: lastDay })),
  );
  return {
    matches: pages.flatMap(({ matches }) => matches.nodes),
    goals: pages.flatMap(({ goals }) => goals.nodes.filter(({ scorer }) => scorer !== null)),
    editions: rest.tournaments.flatMap(({ slug, editions }) =>
      editions.map(({ year }) => ({ slug, year })),
    ),
    speakers: rest.quotes.nodes.map(({ speaker }) => speaker.slug),
    articles: rest.articles.map(({ slug }) => slug),
    lastDay,
  };
}

interface Whole {
  dataset: { dataThrough: string; counts: { matches: number } };
  tournaments: { slug: string; editions: { year: number }[] }[];
  quotes: { nodes: { speaker: { slug: string } }[] };
  articles: { slug: string }[];
}

const WHOLE = `{
  dataset { dataThrough counts { matches } }
  tournaments { slug editions { year } }
  quotes(first: 100) { nodes { speaker { slug } } }
  articles { slug }
}`;

interface Page {
  matches: { nodes: Sample['matches'] };
  goals: { nodes: Sample['goals'] };
}

const PAGE = `query ($from: Date!, $to: Date!) {
  matches(filter: { from: $from, to: $to }, first: 100) {
    nodes { id slug date home { slug name } away { slug name } tournament { slug } score { home away } }
  }
  goals(filter: { from: $from, to: $to, ownGoal: false }, first: 100) {
    nodes { id scorer { slug name } team { slug } match { slug } }
  }
}`;
