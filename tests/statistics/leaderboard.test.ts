import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeCertainty,
  findContender,
  type RankingInput,
  rankScorers,
  type ScorerTotal,
} from '../../src/statistics/leaderboard.js';

describe('rankScorers', () => {
  const ranksOf = (...goals: number[]) =>
    rankScorers(goals.map((number) => ({ goals: number }))).map(({ rank }) => rank);

  it('ranks 1, 2, 2, 4', () => {
    expect(ranksOf(9, 7, 7, 5)).toEqual([1, 2, 2, 4]);
  });

  it('ranks everyone 1 if all are level', () => {
    expect(ranksOf(3, 3, 3)).toEqual([1, 1, 1]);
    expect(ranksOf()).toEqual([]);
  });

  it('ranks by 1 plus the number of rows with more goals', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (goals) => {
        const falling = goals.sort((one, other) => other - one);
        expect(ranksOf(...falling)).toEqual(
          falling.map((own) => 1 + falling.filter((other) => other > own).length),
        );
      }),
    );
  });
});

/** A player on record, with a number of his own. */
interface Player extends ScorerTotal {
  id: string;
}

/** The first so many and everyone tied with the last of them, with their ranks: what a ranking says. */
function told(players: readonly Player[], first: number): string[] {
  const scorers = players.filter(({ goals }) => goals > 0);
  const falling = scorers.map(({ goals }) => goals).sort((one, other) => other - one);
  const line = falling[first - 1] ?? 1;
  return scorers
    .filter(({ goals }) => goals >= line)
    .map(({ id, goals }) => `${1 + falling.filter((other) => other > goals).length} ${id}`)
    .sort();
}

/** The race that a leaderboard would see of some players. */
function raceOf(
  players: readonly Player[],
  first: number,
  missing: readonly number[],
): RankingInput {
  const falling = [...players].sort((one, other) => other.goals - one.goals);
  const line = falling[first - 1]?.goals ?? 1;
  const outside = falling.filter(({ goals }) => goals < line);
  return {
    entries: falling.filter(({ goals }) => goals >= line),
    first,
    outsiders: missing.flatMap((_, teamId) => {
      const best = outside.find((player) => player.teamId === teamId);
      return best ? [best] : [];
    }),
    unrecorded: new Map(missing.entries()),
  };
}

/** Every way in which a number of goals can go to some players, or to nobody. */
function* allocations(goals: number, players: number): Generator<number[]> {
  if (players === 0) {
    yield [];
    return;
  }
  for (let own = 0; own <= goals; own += 1) {
    for (const others of allocations(goals - own, players - 1)) yield [own, ...others];
  }
}

/** Whether some allocation of the missing goals makes another ranking, tried one by one; two newcomers a team suffice. */
function canChange(players: readonly Player[], first: number, missing: readonly number[]): boolean {
  const squads = missing.map((_, teamId) => [
    ...players.filter((player) => player.teamId === teamId),
    { id: `newcomer ${teamId}`, teamId, goals: 0 },
    { id: `another ${teamId}`, teamId, goals: 0 },
  ]);
  const before = told(players, first).join();
  const tries = (teamId: number, so: readonly Player[]): boolean => {
    const squad = squads[teamId];
    if (!squad) return told(so, first).join() !== before;
    for (const own of allocations(missing[teamId] ?? 0, squad.length)) {
      const after = squad.map((player, place) => ({
        ...player,
        goals: player.goals + (own[place] ?? 0),
      }));
      if (tries(teamId + 1, [...so, ...after])) return true;
    }
    return false;
  };
  return tries(0, []);
}

describe('findContender', () => {
  const race = (
    entries: ScorerTotal[],
    missing: number,
    outsiders: ScorerTotal[] = [],
  ): RankingInput => ({
    entries,
    first: entries.length,
    outsiders,
    unrecorded: new Map([[1, missing]]),
  });

  it('finds none if every goal has its scorer, ties or not', () => {
    const level = [
      { teamId: 1, goals: 4 },
      { teamId: 1, goals: 4 },
    ];
    expect(findContender(race(level, 0))).toBeNull();
    expect(findContender({ ...race([], 0), first: 10 })).toBeNull();
  });

  it('finds the team of tied scorers, whom one goal would separate', () => {
    const level = [
      { teamId: 2, goals: 4 },
      { teamId: 1, goals: 4 },
    ];
    expect(findContender(race(level, 1))).toEqual({ teamId: 1, goals: 1 });
  });

  it('finds none if all missing goals together leave every scorer behind the next', () => {
    const rows = [
      { teamId: 2, goals: 9 },
      { teamId: 1, goals: 5 },
    ];
    expect(findContender(race(rows, 3))).toBeNull();
    expect(findContender(race(rows, 4))).toEqual({ teamId: 1, goals: 4 });
  });

  it('finds none if only the leader can gain goals', () => {
    const rows = [
      { teamId: 1, goals: 9 },
      { teamId: 2, goals: 5 },
    ];
    expect(findContender(race(rows, 4))).toBeNull();
  });

  it('finds the team of a scorer outside the rows who could draw level with the last', () => {
    const rows = [{ teamId: 2, goals: 9 }];
    const outsiders = [{ teamId: 1, goals: 6 }];
    expect(findContender(race(rows, 2, outsiders))).toBeNull();
    expect(findContender(race(rows, 3, outsiders))).toEqual({ teamId: 1, goals: 3 });
  });

  it('finds the team of an unrecorded scorer who could draw level with the last', () => {
    const rows = [{ teamId: 2, goals: 3 }];
    expect(findContender(race(rows, 2))).toBeNull();
    expect(findContender(race(rows, 3))).toEqual({ teamId: 1, goals: 3 });
  });

  it('finds a team if one more row has room', () => {
    const rows = [{ teamId: 2, goals: 9 }];
    expect(findContender({ ...race(rows, 1), first: 2 })).toEqual({ teamId: 1, goals: 1 });
  });

  it('returns the team with the most missing goals', () => {
    const unrecorded = new Map([
      [1, 5],
      [2, 8],
      [3, 0],
    ]);
    const entries = [{ teamId: 3, goals: 5 }];
    expect(findContender({ ...race(entries, 0), unrecorded })).toEqual({ teamId: 2, goals: 8 });
  });

  it('finds none exactly if no allocation of the missing goals changes the ranking', () => {
    const player = fc.record({ teamId: fc.nat(1), goals: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(
        fc.array(player, { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.tuple(fc.nat(3), fc.nat(2)),
        (standings, first, missing) => {
          const players = standings.map((row, place) => ({ ...row, id: `player ${place}` }));
          const isCertain = findContender(raceOf(players, first, missing)) === null;
          expect(isCertain).toBe(!canChange(players, first, missing));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('describeCertainty', () => {
  const words = (of: Partial<Parameters<typeof describeCertainty>[0]>) =>
    describeCertainty({ goals: 172, unrecorded: 0, gap: null, contender: null, ...of });

  it.each([
    [words({}), 'Certain: each of 172 goals has its scorer on record.'],
    [words({ goals: 1 }), 'Certain: the one goal has its scorer on record.'],
    [words({ goals: 0 }), 'Certain: no goal was scored under the filter by that day.'],
    [
      words({ unrecorded: 1 }),
      "Certain: 1 of 172 goals has no scorer on record, too few for any team's to change the ranking.",
    ],
    [
      words({ unrecorded: 9, contender: { name: 'Peru', goals: 5 } }),
      'Not certain: 9 of 172 goals have no scorer on record, and Peru alone with 5 of them could change the ranking.',
    ],
    [
      words({ gap: 'the record knows no team "atlantis"', goals: 0 }),
      'Not certain: the record knows no team "atlantis".',
    ],
    [
      words({ gap: 'the record does not hold every match under the filter' }),
      'Not certain: the record does not hold every match under the filter, though each of 172 goals has its scorer on record.',
    ],
    [
      words({ gap: 'the record does not hold every match under the filter', unrecorded: 2 }),
      'Not certain: the record does not hold every match under the filter, and 2 of 172 goals have no scorer on record.',
    ],
  ])('describes a ranking: %s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
