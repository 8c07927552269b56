/** `npm run bench -- --explain`: the plans of every statement that the operations send to the database. */
import type { Sql } from 'sql-template-tag';
import { openPlanner, type Step } from './plans.js';
import type { BenchRequest } from './request-bodies.js';
import { watchStatements } from './statements.js';

/** The plans of the questions, each different statement of an operation once, as a text. */
export async function explain(
  databaseUrl: string,
  questions: readonly BenchRequest[],
): Promise<string> {
  const watching = await watchStatements(databaseUrl);
  const planner = await openPlanner(databaseUrl);
  const lines: string[] = [];
  try {
    for (const { name, query, variables } of questions) {
      const statements = new Map<string, Sql>();
      for (const set of variables) {
        for (const statement of await watching.ask(query, set)) {
          statements.set(statement.sql, statement);
        }
      }
      lines.push('', `## ${name}: ${statements.size} different statements`);
      for (const statement of statements.values()) {
        lines.push('', shortened(statement.sql));
        lines.push(...(await planner.explain(statement)).map(lineOf));
      }
    }
  } finally {
    await planner.close();
    await watching.close();
  }
  return lines.join('\n');
}

const lineOf = ({ depth, text, mark }: Step) =>
  `${'  '.repeat(depth + 1)}${text}${mark === null ? '' : `   <-- ${mark}`}`;

/** Enough of a statement to know it by. */
function shortened(statement: string): string {
  const words = statement.replace(/\s+/g, ' ');
  return words.length > 160 ? `${words.slice(0, 100)} … ${words.slice(-60)}` : words;
}
