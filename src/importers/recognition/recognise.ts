/** Finds entities under another slug in two states of the record. Pure. */
import { recogniseMatches } from './matches.js';
import { recognisePlayers } from './players.js';
import type { MovedMatch, RecordRows, RenamedEntity, Suspected, TeamRenames } from './rows.js';
import { recogniseTeams } from './teams.js';
import { recogniseTournaments } from './tournaments.js';

export type { MovedMatch, RecordRows, RenamedEntity, Suspected } from './rows.js';

/** Old slugs are unused. */
export interface Recognition {
  renamed: RenamedEntity[];
  moved: MovedMatch[];
  suspected: Suspected[];
}

export function recognise(before: RecordRows, after: RecordRows): Recognition {
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
