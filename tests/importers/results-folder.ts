/** Folders in the format of the results dataset, with invented matches. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Invented {
  results: string[];
  goalscorers: string[];
  shootouts: string[];
  former_names: string[];
}

const HEADERS: Record<keyof Invented, string> = {
  results: 'date,home_team,away_team,home_score,away_score,tournament,city,country,neutral',
  goalscorers: 'date,home_team,away_team,team,scorer,minute,own_goal,penalty',
  shootouts: 'date,home_team,away_team,winner,first_shooter',
  former_names: 'current,former,start_date,end_date',
};

/** Two matches of three, with goals, a shoot-out and a former name. */
export const SMALL: Invented = {
  results: [
    '1990-06-08,Atlantis,Lemuria,2,1,FIFA World Cup,Poseidonis,Atlantis,FALSE',
    '1990-06-12,Mu,Atlantis,1,1,FIFA World Cup,Ys,Lyonesse,TRUE',
    '1990-06-20,Lemuria,Mu,3,0,Friendly,Shalmali,Lemuria,FALSE',
  ],
  goalscorers: [
    '1990-06-08,Atlantis,Lemuria,Atlantis,Kleito,12,FALSE,FALSE',
    '1990-06-08,Atlantis,Lemuria,Lemuria,Rmoahal,45,FALSE,TRUE',
    '1990-06-08,Atlantis,Lemuria,Atlantis,Tlavatli,90,TRUE,FALSE',
    '1990-06-12,Mu,Atlantis,Mu,NA,NA,FALSE,FALSE',
    '1990-06-12,Mu,Atlantis,Atlantis,Kleito,64,FALSE,FALSE',
  ],
  shootouts: ['1990-06-12,Mu,Atlantis,Mu,Atlantis'],
  former_names: ['Mu,Hiva,1950-01-01,1999-12-31'],
};

/** Writes the four files and answers their folder; `remove` takes it away again. */
export function resultsFolder(
  invented: Partial<Invented>,
  text: (file: keyof Invented, lines: string[]) => string | null = (_, lines) => lines.join('\n'),
): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'scoresheet-results-'));
  for (const file of Object.keys(HEADERS) as (keyof Invented)[]) {
    const content = text(file, [HEADERS[file], ...(invented[file] ?? SMALL[file])]);
    if (content !== null) writeFileSync(path.join(folder, `${file}.csv`), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Many matches of ten teams, each with all its goals; `seed` makes the scores. */
export function manyMatches(matches: number, seed: number): Invented {
  const results: string[] = [];
  const goalscorers: string[] = [];
  for (let place = 0; place < matches; place += 1) {
    const date = new Date(Date.UTC(1900, 0, 1 + place)).toISOString().slice(0, 10);
    const home = `Team ${place % 10}`;
    const away = `Team ${(place + 1 + (place % 7)) % 10}`;
    const goals = 1 + ((place * seed) % 3);
    results.push(`${date},${home},${away},${goals},0,Friendly,City,Country,FALSE`);
    for (let goal = 1; goal <= goals; goal += 1) {
      goalscorers.push(
        `${date},${home},${away},${home},Player ${place % 50},${goal * 9},FALSE,FALSE`,
      );
    }
  }
  return { results, goalscorers, shootouts: [], former_names: [] };
}
