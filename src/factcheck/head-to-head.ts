/** How the meetings of two teams ended. */
import { type Scope, scopeOf } from '../analysis/scope.js';
import { COUNTS, type Said } from '../record/claim-input.js';
import { isClosedCompetition } from '../statistics/closed-competitions.js';
import { withReason } from '../statistics/coverage.js';
import { counted } from '../statistics/words.js';
import { type Facts, findTeam, findTournament } from './facts.js';
import { isPlayed, matchAs, type Played } from './match.js';
import { type Answer, answer, isAnswer, silent } from './verdict.js';

type Counted = (typeof COUNTS)[number];
type Tally = Record<Counted, number>;
type HeadToHeadSaid = Said<'headToHead'>;

/** So many friendlies, and no more than this share of the meetings but one, may be left out by a source that recognises fewer. */
const UNRECOGNISED = { most: 3, share: 0.1 };

/**
 * Equal numbers are confirmed. Others are wrong where the record is shown to have every meeting, where they fall below what
 * closed competitions on record prove, and where they do not add up; by a dataset's list alone they are disputed.
 */
export function checkHeadToHead(said: HeadToHeadSaid, asOf: string | null, facts: Facts): Answer {
  const team = findTeam(facts, said.team);
  if (isAnswer(team)) return team;
  const opponent = findTeam(facts, said.opponent);
  if (isAnswer(opponent)) return opponent;
  const tournament = said.tournament === undefined ? null : findTournament(facts, said.tournament);
  if (tournament && isAnswer(tournament)) return tournament;
  const meetings = facts.meetings
    .filter(isPlayed)
    .filter(
      ({ homeId, awayId, date, tournamentId }) =>
        [homeId, awayId].includes(team.id) &&
        [homeId, awayId].includes(opponent.id) &&
        (asOf === null || date <= asOf) &&
        (tournament === null || tournamentId === tournament.id),
    );
  const scope = scopeOf(
    facts.reference,
    { team: said.team, opponent: said.opponent, tournament: said.tournament },
    asOf,
  );
  return arithmetic(said) ?? judge(said, team.id, meetings, scope, facts);
}

/** Numbers that cannot all be right, whatever was played; null where they can. */
function arithmetic({ played, won, drawn, lost }: HeadToHeadSaid): Answer | null {
  if (played === undefined) return null;
  const parts = [won, drawn, lost].filter((count) => count !== undefined);
  const sum = parts.reduce((total, count) => total + count, 0);
  const isWrong = parts.length === 3 ? sum !== played : sum > played;
  return isWrong
    ? answer('CONTRADICTED', null, `${parts.join(' + ')} are ${sum}, not ${played}.`)
    : null;
}

function judge(
  said: HeadToHeadSaid,
  team: number,
  meetings: readonly Played[],
  scope: Scope,
  { reference }: Facts,
): Answer {
  const nameOf = ({ tournamentId }: Played) => reference.tournaments.get(tournamentId).name;
  const all = tallyOf(meetings, team);
  const evidence = meetings.slice(-1).map(matchAs);
  const found = COUNTS.map((name) => `${NAMES[name]} ${all[name]}`).join(', ');
  const claims = COUNTS.flatMap((name) =>
    said[name] === undefined ? [] : [[name, said[name]] as const],
  );
  const agrees = (tally: Tally) => claims.every(([name, claimed]) => claimed === tally[name]);
  const tell = (kind: Answer['kind'], why: string) => answer(kind, found, why, evidence);
  if (meetings.length === 0 && scope.completeness === 'PARTIAL') {
    return silent(withReason('The record has no meeting of the two by that day', scope));
  }
  if (agrees(all)) {
    const kind = scope.completeness === 'PARTIAL' ? 'CONSISTENT' : 'CONFIRMED';
    return tell(kind, withReason(`The record has ${found}`, scope));
  }
  if (scope.completeness === 'COMPLETE')
    return tell('CONTRADICTED', withReason(`The record has ${found}`, scope));
  const closed = tallyOf(
    meetings.filter((match) => isClosedCompetition(nameOf(match))),
    team,
  );
  const below = claims.find(([name, claimed]) => claimed < closed[name]);
  if (below) {
    const [name] = below;
    return tell(
      'CONTRADICTED',
      `In closed competitions alone the record has ${NAMES[name]} ${closed[name]}.`,
    );
  }
  const left = unrecognised(
    meetings.filter((match) => nameOf(match) === 'Friendly'),
    meetings.length,
    (some) =>
      agrees(
        tallyOf(
          meetings.filter((match) => !some.includes(match)),
          team,
        ),
      ),
  );
  if (left > 0) {
    const friendlies = counted(left, 'friendly', 'friendlies');
    return tell(
      'CONSISTENT',
      `The record has ${found}; the claim leaves out ${friendlies}, and sources differ on which count.`,
    );
  }
  const differences = claims
    .filter(([name, claimed]) => claimed !== all[name])
    .map(([name, claimed]) => differenceInWords(name, claimed - all[name]));
  const isMore = claims.every(([name, claimed]) => claimed >= all[name]);
  if (scope.completeness === 'PARTIAL' && isMore) {
    return { ...tell('NOT_IN_RECORD', withReason(`The record has at least ${found}`, scope)) };
  }
  return tell(
    'DISPUTED',
    `Claimed are ${differences.join(', ')} than the record has: ${found}, ${scope.because}.`,
  );
}

/** The fewest friendlies without which a claim agrees, as many as may be left out; 0 where there are none such. */
function unrecognised(
  friendlies: readonly Played[],
  played: number,
  agreesWithout: (some: readonly Played[]) => boolean,
): number {
  const most = Math.min(UNRECOGNISED.most, Math.max(1, Math.floor(played * UNRECOGNISED.share)));
  let sets: Played[][] = [[]];
  for (let size = 1; size <= most; size += 1) {
    sets = sets.flatMap((set) => {
      const last = set.at(-1);
      const next = last === undefined ? 0 : friendlies.indexOf(last) + 1;
      return friendlies.slice(next).map((match) => [...set, match]);
    });
    if (sets.some(agreesWithout)) return size;
  }
  return 0;
}

/** `2 more lost`. */
function differenceInWords(name: Counted, difference: number): string {
  return `${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} ${NAMES[name]}`;
}

const NAMES: Record<Counted, string> = {
  played: 'played',
  won: 'won',
  drawn: 'drawn',
  lost: 'lost',
  goalsFor: 'goals for',
  goalsAgainst: 'goals against',
};

/** Won, drawn, lost and goals of a team over some matches. */
function tallyOf(matches: readonly Played[], team: number): Tally {
  const tally = { played: 0, won: 0, drawn: 0, lost: 0, goalsFor: 0, goalsAgainst: 0 };
  for (const { homeId, homeScore, awayScore } of matches) {
    const [goals, against] = homeId === team ? [homeScore, awayScore] : [awayScore, homeScore];
    tally.played += 1;
    tally.goalsFor += goals;
    tally.goalsAgainst += against;
    tally[goals > against ? 'won' : goals < against ? 'lost' : 'drawn'] += 1;
  }
  return tally;
}

/** `played 34, won 17`. */
export function headToHeadInWords(said: HeadToHeadSaid): string {
  return COUNTS.filter((name) => said[name] !== undefined)
    .map((name) => `${NAMES[name]} ${said[name]}`)
    .join(', ');
}
