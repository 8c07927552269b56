/** This project as targets of the peer harness: without cache on either database, and with cache. */
import { buildMatchSlug, slugify } from '../../src/text/slug.js';
import { operationsIn } from '../operations.js';

/** Variables from `bench.mjs --print-variables`, with names of teams and tournaments. */
export interface HarnessVariables {
  Q1: { match: { date: string; home: string; away: string } }[];
  Q2: { team: string }[];
  Q3: { team: string }[];
  Q4: { team: string; opponent: string }[];
  Q5: { tournament: string; first: number; after: string | null; pages: number }[];
}

/** A server, in the harness's format. */
export interface Target {
  name: string;
  url: string;
  cmd: string;
  cwd: string;
  env: Record<string, string>;
  queries: Record<string, { query: string; variablesList: object[] }>;
  /** Whether Postgres's time counts as the server's. */
  pg?: boolean;
}

export interface Program {
  cmd: string;
  cwd: string;
}

export interface Databases {
  sqlite: string;
  postgres: string | null;
}

/** Next to the ports of the harness's own peers. */
const PORTS = { cold: 4110, hot: 4111, postgres: 4112 };

/** The harness sends from one address, and no peer has a rate limit. */
const LOCAL_ENV = { HOST: '127.0.0.1', RATE_LIMIT: 'off' };

/** Targets that send the harness's queries to our schema. */
export function targetsFor(
  program: Program,
  { sqlite, postgres }: Databases,
  document: string,
  variables: HarnessVariables,
): Target[] {
  const queries = queriesFor(document, variables);
  const target = (name: keyof typeof PORTS, env: Record<string, string>): Target => ({
    ...program,
    name: `scoresheet-${name}`,
    url: `http://127.0.0.1:${PORTS[name]}/graphql`,
    env: { ...LOCAL_ENV, PORT: String(PORTS[name]), ...env },
    queries,
  });
  const cold = { ANSWER_CACHE: 'off' };
  return [
    target('cold', { DATABASE_URL: sqlite, ...cold }),
    target('hot', { DATABASE_URL: sqlite }),
    ...(postgres === null
      ? []
      : [{ ...target('postgres', { DATABASE_URL: postgres, ...cold }), pg: true }]),
  ];
}

/** Each operation with the harness's variables as slugs. */
function queriesFor(document: string, variables: HarnessVariables): Target['queries'] {
  const lists = toSlugs(variables);
  return Object.fromEntries(
    operationsIn(document).map(({ name, query }) => [
      name,
      { query, variablesList: lists[name as keyof HarnessVariables] },
    ]),
  );
}

function toSlugs({
  Q1,
  Q2,
  Q3,
  Q4,
  Q5,
}: HarnessVariables): Record<keyof HarnessVariables, object[]> {
  return {
    Q1: Q1.map(({ match: { date, home, away } }) => ({
      slug: buildMatchSlug(date, slugify(home), slugify(away)),
    })),
    Q2: Q2.map(({ team }) => ({ team: slugify(team) })),
    Q3: Q3.map(({ team }) => ({ team: slugify(team) })),
    Q4: Q4.map(({ team, opponent }) => ({ team: slugify(team), opponent: slugify(opponent) })),
    Q5: Q5.map(({ tournament, ...page }) => ({ tournament: slugify(tournament), ...page })),
  };
}
