import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildScoringRecord, type RecordedGoal } from '../../src/statistics/scoring-record.js';

/**
 * Goals by their scorers, matches apart by a bar: `AAB|BC`. Each has a minute of its own, but those between brackets share
 * one, `A(BC)`, with a stoppage time where a digit follows: `(A1B3)`. A match with a question mark lacks a minute: `A?BC`.
 */
function goalsOf(text: string): RecordedGoal[] {
  return text.split('|').flatMap((match, matchId) => {
    let minute = 1;
    let isShared = false;
    return [...match.matchAll(/(\()|(\))|([A-Z])(\d?)(\??)/g)].flatMap(
      ([, opening, closing, letter = '', stoppage, lacks]) => {
        if (opening || closing) isShared = opening !== undefined;
        if (!isShared) minute += 1;
        if (letter === '') return [];
        const at = { minute: lacks ? null : minute, stoppage: stoppage ? Number(stoppage) : null };
        return [{ matchId, playerId: letter.charCodeAt(0), ...at }];
      },
    );
  });
}

/** The steps in short: the match, the player, his goals and what he did. */
const stepsOf = (text: string) =>
  buildScoringRecord(goalsOf(text)).map(
    ({ matchId, playerId, goals, kind }) =>
      `${matchId} ${String.fromCharCode(playerId)} ${goals} ${kind}`,
  );

describe('a team’s scoring record', () => {
  it('is nobody’s without a goal', () => {
    expect(stepsOf('')).toEqual([]);
  });

  it('is set by the first goal of all', () => {
    expect(stepsOf('A')).toEqual(['0 A 1 SET']);
  });

  it('is extended by whoever holds it alone', () => {
    expect(stepsOf('A|A|A')).toEqual(['0 A 1 SET', '1 A 2 EXTENDED', '2 A 3 EXTENDED']);
  });

  it('is equalled by whoever draws level, and stays the holder’s too', () => {
    expect(stepsOf('AA|B|B')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED']);
  });

  it('is set anew by whoever passes those who share it, be it the one who held it first', () => {
    expect(stepsOf('A|B|A')).toEqual(['0 A 1 SET', '1 B 1 EQUALLED', '2 A 2 SET']);
    expect(stepsOf('A|B|B')).toEqual(['0 A 1 SET', '1 B 1 EQUALLED', '2 B 2 SET']);
  });

  it('has one step a match for a player, with his goals after it', () => {
    expect(stepsOf('AAA')).toEqual(['0 A 3 SET']);
    expect(stepsOf('A|AAA')).toEqual(['0 A 1 SET', '1 A 4 EXTENDED']);
  });

  it('is set by whoever equals and then passes it in one match', () => {
    expect(stepsOf('AA|B|BBB')).toEqual(['0 A 2 SET', '2 B 4 SET']);
  });

  it('counts the goals of two players in one match one by one where their minutes differ', () => {
    expect(stepsOf('AB')).toEqual(['0 A 1 SET', '0 B 1 EQUALLED']);
    expect(stepsOf('AA|B|BA')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 A 3 SET']);
    expect(stepsOf('AA|B|AB')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
  });

  it('is set by both who pass it in one minute and end level, since nobody knows who was first', () => {
    expect(stepsOf('(AB)')).toEqual(['0 A 1 SET', '0 B 1 SET']);
    expect(stepsOf('AA|BC|(BC)C')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 C 3 SET']);
    expect(stepsOf('AA|BBCC|(BC)')).toEqual([
      '0 A 2 SET',
      '1 B 2 EQUALLED',
      '1 C 2 EQUALLED',
      '2 B 3 SET',
      '2 C 3 SET',
    ]);
  });

  it('is equalled by whoever draws level with the holder by goals of one minute', () => {
    expect(stepsOf('AA|BC|(BC)')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 C 2 EQUALLED']);
  });

  it('is extended by the sole holder, and set by who passes it with him, in one minute', () => {
    expect(stepsOf('AA|B|(ABB)')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED', '2 B 3 SET']);
  });

  it('has no step for who was passed in the very minute in which he may have held it', () => {
    expect(stepsOf('AA|B|(BBAA)')).toEqual(['0 A 2 SET', '2 A 4 EXTENDED']);
  });

  it('counts the goals of one minute one by one where each has a stoppage time of its own', () => {
    expect(stepsOf('AA|B|(A3B1)')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 A 3 SET']);
    expect(stepsOf('AA|B|(A3B)')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
    expect(stepsOf('AA|B|(A3B3)')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
  });

  it('counts all goals of a match together where one of them lacks its minute', () => {
    expect(stepsOf('AA|B|BA?')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
    expect(stepsOf('A?B')).toEqual(['0 A 1 SET', '0 B 1 SET']);
  });

  it('goes by the minutes where the goals are given in another order', () => {
    const given = goalsOf('AA|B|BA');
    expect(buildScoringRecord([...given.slice(0, 3), ...given.slice(3).reverse()])).toEqual(
      buildScoringRecord(given),
    );
  });

  it('shows the players of one match in the order of their last feats', () => {
    expect(stepsOf('AA|B|BABB')).toEqual(['0 A 2 SET', '2 A 3 SET', '2 B 4 SET']);
  });

  it('keeps the goals that a player adds after his last feat', () => {
    expect(stepsOf('A|BAAB')).toEqual(['0 A 1 SET', '1 B 2 EQUALLED', '1 A 3 SET']);
  });

  const apart = fc.constantFrom(...'ABCD');
  const together = fc
    .array(fc.constantFrom(...'ABCD', 'A1', 'B1', 'C2'), { minLength: 2, maxLength: 4 })
    .map((letters) => `(${letters.join('')})`);
  const matchesOf = (moment: fc.Arbitrary<string>) =>
    fc
      .array(fc.array(moment, { maxLength: 5 }), { maxLength: 20 })
      .map((matches) => matches.map((match) => match.join('')).join('|'));
  const anyGoals = matchesOf(fc.oneof(apart, together, fc.constantFrom('A?', 'B1')));

  it('says the same in whatever order the goals of one minute are given', () => {
    fc.assert(
      fc.property(anyGoals, fc.nat(), (text, by) => {
        const given = goalsOf(text);
        const turned = [...given].sort(
          (one, other) =>
            one.matchId - other.matchId ||
            ((one.playerId * 7 + by) % 5) - ((other.playerId * 7 + by) % 5),
        );
        const told = (goals: readonly RecordedGoal[]) =>
          buildScoringRecord(goals).map((step) => JSON.stringify(step));
        expect(told(turned).sort()).toEqual(told(given).sort());
      }),
    );
  });

  it('is never told by less than the record was before, match by match', () => {
    fc.assert(
      fc.property(anyGoals, (text) => {
        const goals = goalsOf(text);
        for (const step of buildScoringRecord(goals)) {
          const before = goals.filter(({ matchId }) => matchId < step.matchId);
          const totals = [...'ABCD'].map(
            (letter) => before.filter(({ playerId }) => playerId === letter.charCodeAt(0)).length,
          );
          const most = Math.max(...totals);
          expect(step.goals).toBeGreaterThanOrEqual(most);
          if (step.kind !== 'EQUALLED') expect(step.goals).toBeGreaterThan(most);
        }
      }),
    );
  });

  it('ends with the player who has most', () => {
    fc.assert(
      fc.property(anyGoals, (text) => {
        const goals = goalsOf(text);
        const scored = (player: number) =>
          goals.filter(({ playerId }) => playerId === player).length;
        const most = Math.max(0, ...goals.map(({ playerId }) => scored(playerId)));
        const last = buildScoringRecord(goals).at(-1);
        expect(last?.goals ?? 0).toBe(most);
        if (last) expect(scored(last.playerId)).toBe(most);
      }),
    );
  });

  it('has a step wherever one goal leaves its scorer with as many as anybody', () => {
    fc.assert(
      fc.property(matchesOf(apart), (text) => {
        const goals = goalsOf(text);
        const expected = goals.flatMap(({ matchId, playerId }, place) => {
          const until = goals.slice(0, place + 1);
          const totals = goals.map(
            (goal) => until.filter((other) => other.playerId === goal.playerId).length,
          );
          const own = until.filter((goal) => goal.playerId === playerId).length;
          return own === Math.max(...totals) ? [`${matchId} ${playerId}`] : [];
        });
        const found = buildScoringRecord(goals).map((step) => `${step.matchId} ${step.playerId}`);
        expect(found.sort()).toEqual([...new Set(expected)].sort());
      }),
    );
  });
});
