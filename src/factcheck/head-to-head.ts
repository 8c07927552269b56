/** How the meetings of two teams ended. */
import { COUNTS, type Said } from '../record/claim-input.js';
import { FIRST_MATCH, holds } from '../statistics/days.js';
import { type Facts, heldDays, lastDay } from './facts.js';
import { isPlayed, matchAs, type Played } from './match.js';
import { type Answer, answer, silent } from './verdict.js';

type Counted = (typeof COUNTS)[number];
type Tally = Record<Counted, number>;

/**
 * Sources differ on which friendlies they recognise: a number between that of the competitive meetings and that of all is
 * possible, and only what lies beyond is wrong.
 */
export function checkHeadToHead(
  said: Said<'headToHead'>,
  asOf: string | null,
  facts: Facts,
): Answer {
  const { teams, tournaments } = facts.reference;
  const [team, opponent] = [teams.find(said.team), teams.find(said.opponent)];
  if (!team || !opponent) {
    return silent(`The record has no team "${team ? said.opponent : said.team}".`);
  }
  const tournament = said.tournament === undefined ? null : tournaments.find(said.tournament);
  if (tournament === undefined) {
    return silent(`The record has no tournament "${said.tournament}".`);
  }
  const meetings = facts.meetings
    .filter(isPlayed)
    .filter(
      ({ homeId, awayId, date, tournamentId }) =>
        [homeId, awayId].includes(team.id) &&
        [homeId, awayId].includes(opponent.id) &&
        (asOf === null || date <= asOf) &&
        (tournament === null || tournamentId === tournament.id),
    );
  const isHeld = [team, opponent].some((one) => {
    const held = heldDays(facts, one);
    const end = lastDay(asOf, held);
    return end !== null && holds(held, FIRST_MATCH, end);
  });
  return judge(said, team.id, meetings, isHeld, facts);
}

function judge(
  said: Said<'headToHead'>,
  team: number,
  meetings: readonly Played[],
  isHeld: boolean,
  { reference }: Facts,
): Answer {
  const isFriendly = ({ tournamentId }: Played) =>
    reference.tournaments.get(tournamentId).name === 'Friendly';
  const all = tallyOf(meetings, team);
  const competitive = tallyOf(
    meetings.filter((match) => !isFriendly(match)),
    team,
  );
  const evidence = meetings.slice(-1).map(matchAs);
  const found = COUNTS.map((name) => `${NAMES[name]} ${all[name]}`).join(', ');
  const least = `${competitive.played} of them not friendlies`;
  const claims = COUNTS.map((name) => [name, said[name]] as const);
  const holdsFor = (test: (claimed: number, name: Counted) => boolean) =>
    claims.every(([name, claimed]) => claimed === undefined || test(claimed, name));
  if (meetings.length === 0 && !isHeld) {
    return silent(
      'The record has no meeting of the two by that day, and does not hold all matches of either.',
    );
  }
  if (isHeld && holdsFor((claimed, name) => claimed === all[name])) {
    return answer('CONFIRMED', found, `The record holds every meeting: ${found}.`, evidence);
  }
  const isPossible = holdsFor(
    (claimed, name) => claimed >= competitive[name] && (!isHeld || claimed <= all[name]),
  );
  if (isPossible) {
    const why = isHeld
      ? `The record has ${found}, ${least}; sources differ on which friendlies count.`
      : `The record has ${found}, and may lack meetings.`;
    return answer('CONSISTENT', found, why, evidence);
  }
  return answer('CONTRADICTED', found, `The record has ${found}, ${least}.`, evidence);
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
export function headToHeadInWords(said: Said<'headToHead'>): string {
  return COUNTS.filter((name) => said[name] !== undefined)
    .map((name) => `${NAMES[name]} ${said[name]}`)
    .join(', ');
}
