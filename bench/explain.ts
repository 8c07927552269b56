/** `npm run bench -- --explain`: plans of all statements of the operations. */
import { openPlanner, type Step } from './plans.js';
import type { BenchRequest } from './request-bodies.js';
import { type Statement, watchStatements } from './statements.js';

/** Each distinct statement of an operation once. */
export async function explain(
  databaseUrl: string,
  questions: readonly BenchRequest[],
): Promise<string> {
  const watching = await watchStatements(databaseUrl);
  const planner = await openPlanner(databaseUrl);
  const lines: string[] = [];
  try {
    for (const { name, query, variables } of questions) {
      const statements = new Map<string, Statement>();
      for (const set of variables) {
        for (const statement of await watching.ask(query, set)) {
          statements.set(statement.text, statement);
        }
      }
      lines.push('', `## ${name}: ${statements.size} different statements`);
      for (const statement of statements.values()) {
        lines.push('', abbreviate(statement.text));
        lines.push(...(await planner.explain(statement)).map(formatStep));
      }
    }
  } finally {
    await planner.close();
    await watching.close();
  }
  return lines.join('\n');
}

const formatStep = ({ depth, text, mark }: Step) =>
  `${'  '.repeat(depth + 1)}${text}${mark === null ? '' : `   <-- ${mark}`}`;

function abbreviate(statement: string): string {
  const words = statement.replace(/\s+/g, ' ');
  return words.length > 160 ? `${words.slice(0, 100)} … ${words.slice(-60)}` : words;
}
