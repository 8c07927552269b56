/** Finds what is the same thing under another slug in two states of the record. Pure: it reads rows and changes nothing. */
import { recogniseMatches } from './matches.js';
import { recognisePlayers } from './players.js';
import type { MovedMatch, RecordRows, RenamedEntity, Suspected, TeamRenames } from './rows.js';
import { recogniseTeams } from './teams.js';
import { recogniseTournaments } from './tournaments.js';

export type { MovedMatch, RecordRows, RenamedEntity, Suspected } from './rows.js';

/** What is the same under another slug. No slug on the left is borne by anything of its kind in the new state. */
export interface Recognised {
  renamed: RenamedEntity[];
  moved: MovedMatch[];
  suspected: Suspected[];
}

/** Compares the whole record as it was with the whole record as it is now. */
export function recognise(before: RecordRows, after: RecordRows): Recognised {
  const teams = recogniseTeams(before, after);
  const matches = recogniseMatches(before, after, teams.renames);
  return {
    renamed: [
      ...renamedTeams(before, teams.renames),
      ...recogniseTournaments(before, after, matches),
      ...recognisePlayers(before, after, teams.renames, matches),
    ],
    moved: matches.moved,
    suspected: [...teams.suspected, ...matches.suspected],
  };
}

function renamedTeams({ teams }: RecordRows, renames: TeamRenames): RenamedEntity[] {
  return teams.flatMap(({ slug, name }) => {
    const currentSlug = renames.get(slug);
    return currentSlug === undefined ? [] : [{ entity: 'Team' as const, slug, currentSlug, name }];
  });
}
