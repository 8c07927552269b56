/** For review; merges nothing. */

import type { MatchFact } from '../facts.js';
import { nameTokens } from '../player-matching.js';

/** Shorter names are too alike. */
const LONG_ENOUGH = 6;

/** Contained in one another, or one letter apart. */
export function suggestAliases(matches: readonly MatchFact[]): string[] {
  const scorers = matches.flatMap(({ goals }) => goals.flatMap(({ scorer }) => scorer ?? []));
  return [...Map.groupBy(scorers, ({ team }) => team)].flatMap(([team, listed]) => {
    const names = [...new Set(listed.map(({ name }) => name))].map((name) => ({
      name,
      words: nameTokens(name),
    }));
    return names.flatMap((one, place) =>
      names
        .slice(place + 1)
        .filter((other) => mayBeSamePlayer(one.words, other.words))
        .map((other) => `${team}: ${one.name} / ${other.name}`),
    );
  });
}

function mayBeSamePlayer(one: readonly string[], other: readonly string[]): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  if (few.every((word) => many.includes(word))) return true;
  const [short, long] = [few.join(' '), many.join(' ')].sort((a, b) => a.length - b.length);
  return short !== undefined && long !== undefined && isOneLetterApart(short, long);
}

/** Added or changed. */
function isOneLetterApart(short: string, long: string): boolean {
  if (short.length < LONG_ENOUGH || long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = short.slice(short.length === long.length ? same + 1 : same);
  return rest === long.slice(same + 1);
}
