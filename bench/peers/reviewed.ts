/** The peers' files with the record's names, so that both sides give the same answers. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { readAliases } from '../../src/importers/aliases.js';
import { slugify } from '../../src/text/slug.js';

type Row = Record<string, string>;

/**
 * Applies the reviewed aliases to scorers (Renat Dadaşov is Renat Dadashov): peers know names only. Changes nothing
 * else.
 */
export function copyReviewed(from: string, to: string): void {
  mkdirSync(to);
  for (const file of readdirSync(from).filter((name) => name.endsWith('.csv'))) {
    const content = readFileSync(path.join(from, file));
    writeFileSync(
      path.join(to, file),
      file === 'goalscorers.csv' ? applyAliases(content) : content,
    );
  }
}

function applyAliases(content: Buffer): string {
  const goals: Row[] = parse(content, { columns: true });
  const aliases = readAliases('MEN');
  for (const goal of goals) {
    const { scorer: name = '', date = '' } = goal;
    goal.scorer = aliases.resolve({ team: slugify(teamOf(goal)), name }, date).name;
  }
  const lines = [Object.keys(goals[0] ?? {}), ...goals.map((goal) => Object.values(goal))];
  return lines.map(line).join('');
}

/** The scorer's team: an own goal is credited to the opponent. */
function teamOf({ home_team: home = '', away_team: away = '', team = '', own_goal }: Row): string {
  if (own_goal !== 'TRUE') return team;
  return team === home ? away : home;
}

const line = (fields: string[]) =>
  `${fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\n`;
