/** A sample of the record, read through the API: what the variables are drawn from. */
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
  /** Those of a known scorer for the own team. */
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

/** From so many days on, a page of matches and one of goals is read. */
const DAYS = 24;

/** Scorers are recorded from here on. */
const EARLIEST = new Date('1916-07-02');

/** With less it is the built-in seed, or a part of the record, whose times would say nothing. */
const WHOLE_RECORD = 10_000;

/** Reads a sample, the same for the same seed and record. Throws where the database does not hold the whole record. */
export async function sampleRecord(ask: Query, seed: number): Promise<Sample> {
  const { dataset, ...rest } = await ask<Whole>(WHOLE);
  if (dataset.counts.matches < WHOLE_RECORD) {
    throw new Error(
      `The database holds ${dataset.counts.matches} matches, which is not the whole record. Bring it in with ` +
        '"npm run import -- international-results", or name a database that holds it by DATABASE_URL.',
    );
  }
  const lastDay = dataset.dataThrough;
  const day = fc.date({ min: EARLIEST, max: new Date(lastDay), noInvalidDate: true });
  const pages = await Promise.all(
    fc
      .sample(day, { seed, numRuns: DAYS })
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
