import { z } from 'zod';
import { slugify } from '../../text/slug.js';
import type { PlayerName } from '../facts.js';

const MINUTE = String.raw`(?:(?<minute>\d{1,3})(?:\+(?<stoppage>\d{1,2}))?'|\?)`;

function line(pattern: RegExp, example: string) {
  return z.string().transform((text, context) => {
    const found = pattern.exec(text)?.groups;
    if (found) return found;
    context.addIssue(`"${text}" is not written like "${example}"`);
    return z.NEVER;
  });
}

const numberOrNull = (text: string | undefined) => (text === undefined ? null : Number(text));

/** `54' Harry Kane, England, penalty`: the team is credited; `?` if unknown. */
export const goalLineSchema = line(
  new RegExp(`^${MINUTE} (?<scorer>.+?), (?<team>[^,]+?)(?:, (?<how>penalty|own goal))?$`),
  "54' Harry Kane, England, penalty",
).transform(({ minute, stoppage, scorer = '', team = '', how }) => ({
  minute: numberOrNull(minute),
  stoppage: numberOrNull(stoppage),
  scorer,
  team: slugify(team),
  penalty: how === 'penalty',
  ownGoal: how === 'own goal',
}));

/** `G-3622 54'`: of a further source. */
export const goalKeyLineSchema = line(
  new RegExp(String.raw`^(?<key>\S+) ${MINUTE}$`),
  "G-3622 54'",
).transform(({ key = '', minute, stoppage }) => ({
  key,
  minute: numberOrNull(minute),
  stoppage: numberOrNull(stoppage),
}));

export const kickLineSchema = line(
  /^(?<key>\S+) (?<taker>.+), (?<team>[^,]+), (?<outcome>scored|not scored)$/,
  'PK-389 Kylian Mbappé, France, scored',
).transform(({ key = '', taker = '', team = '', outcome }) => ({
  key,
  taker: { name: taker, team: slugify(team) },
  scored: outcome === 'scored',
}));

export const playerLineSchema = line(
  /^(?<name>.+), (?<team>[^,]+)$/,
  'Mason Mount, England',
).transform(({ name = '', team = '' }): PlayerName => ({ name, team: slugify(team) }));

/** `1-2`, home first. */
export const scoreLineSchema = line(/^(?<home>\d{1,2})-(?<away>\d{1,2})$/, '1-2').transform(
  ({ home, away }) => ({ home: Number(home), away: Number(away) }),
);
