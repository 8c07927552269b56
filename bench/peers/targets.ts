/** This project as two targets of the peer harness: every answer worked out, and answers kept. */
import { matchSlug, slugOf } from '../../src/record/names.js';
import { operationsIn } from '../operations.js';

/** The variables that the harness sends its own peers: `bench.mjs --print-variables`. Teams and tournaments go by name. */
export interface HarnessVariables {
  Q1: { match: { date: string; home: string; away: string } }[];
  Q2: { team: string }[];
  Q3: { team: string }[];
  Q4: { team: string; opponent: string }[];
  Q5: { tournament: string; first: number; after: string | null; pages: number }[];
}

/** A server as the harness takes it from a file. */
export interface Target {
  name: string;
  url: string;
  cmd: string;
  cwd: string;
  env: Record<string, string>;
  queries: Record<string, { query: string; variablesList: object[] }>;
}

/** How our server is started; its port goes with the target. */
export interface Program {
  cmd: string;
  cwd: string;
  env: Record<string, string>;
}

/** Beside the ports of the harness's own peers. */
const PORTS = { cold: 4110, hot: 4111 };

/** The targets, cold and hot, that ask the harness's questions of our schema. */
export function targetsFor(
  program: Program,
  document: string,
  variables: HarnessVariables,
): Target[] {
  const queries = queriesFor(document, variables);
  const target = (name: string, port: number, env: Record<string, string>): Target => ({
    ...program,
    name: `scoresheet-${name}`,
    url: `http://127.0.0.1:${port}/graphql`,
    env: { ...program.env, ...env, HOST: '127.0.0.1', PORT: String(port) },
    queries,
  });
  return [target('cold', PORTS.cold, { ANSWER_CACHE: 'off' }), target('hot', PORTS.hot, {})];
}

/** Each operation of the document, with the harness's variables in our slugs. */
function queriesFor(document: string, variables: HarnessVariables): Target['queries'] {
  const lists = inSlugs(variables);
  return Object.fromEntries(
    operationsIn(document).map(({ name, query }) => [
      name,
      { query, variablesList: lists[name as keyof HarnessVariables] },
    ]),
  );
}

function inSlugs({
  Q1,
  Q2,
  Q3,
  Q4,
  Q5,
}: HarnessVariables): Record<keyof HarnessVariables, object[]> {
  return {
    Q1: Q1.map(({ match: { date, home, away } }) => ({
      slug: matchSlug(date, slugOf(home), slugOf(away)),
    })),
    Q2: Q2.map(({ team }) => ({ team: slugOf(team) })),
    Q3: Q3.map(({ team }) => ({ team: slugOf(team) })),
    Q4: Q4.map(({ team, opponent }) => ({ team: slugOf(team), opponent: slugOf(opponent) })),
    Q5: Q5.map(({ tournament, ...page }) => ({ tournament: slugOf(tournament), ...page })),
  };
}
