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

describe('buildScoringRecord', () => {
  it('is empty without a goal', () => {
    expect(stepsOf('')).toEqual([]);
  });

  it('is SET by the first goal', () => {
    expect(stepsOf('A')).toEqual(['0 A 1 SET']);
  });

  it('is EXTENDED by its sole holder', () => {
    expect(stepsOf('A|A|A')).toEqual(['0 A 1 SET', '1 A 2 EXTENDED', '2 A 3 EXTENDED']);
  });

  it('is EQUALLED by a player who draws level, and stays with the holder too', () => {
    expect(stepsOf('AA|B|B')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED']);
  });

  it('is SET by a player who passes those who share it, the first holder included', () => {
    expect(stepsOf('A|B|A')).toEqual(['0 A 1 SET', '1 B 1 EQUALLED', '2 A 2 SET']);
    expect(stepsOf('A|B|B')).toEqual(['0 A 1 SET', '1 B 1 EQUALLED', '2 B 2 SET']);
  });

  it('has one step per player and match, with the goals after it', () => {
    expect(stepsOf('AAA')).toEqual(['0 A 3 SET']);
    expect(stepsOf('A|AAA')).toEqual(['0 A 1 SET', '1 A 4 EXTENDED']);
  });

  it('is SET by a player who equals and then passes it in one match', () => {
    expect(stepsOf('AA|B|BBB')).toEqual(['0 A 2 SET', '2 B 4 SET']);
  });

  it('counts goals of a match one by one if their minutes differ', () => {
    expect(stepsOf('AB')).toEqual(['0 A 1 SET', '0 B 1 EQUALLED']);
    expect(stepsOf('AA|B|BA')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 A 3 SET']);
    expect(stepsOf('AA|B|AB')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
  });

  it('is SET by both players who pass it in one minute and end level', () => {
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

  it('is EQUALLED by a player who draws level with the holder by goals of one minute', () => {
    expect(stepsOf('AA|BC|(BC)')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 C 2 EQUALLED']);
  });

  it('is EXTENDED by the sole holder and SET by a player who passes it in the same minute', () => {
    expect(stepsOf('AA|B|(ABB)')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED', '2 B 3 SET']);
  });

  it('has no step for a player passed in the minute in which he may have held it', () => {
    expect(stepsOf('AA|B|(BBAA)')).toEqual(['0 A 2 SET', '2 A 4 EXTENDED']);
  });

  it('counts goals of one minute one by one if each has its own stoppage time', () => {
    expect(stepsOf('AA|B|(A3B1)')).toEqual(['0 A 2 SET', '2 B 2 EQUALLED', '2 A 3 SET']);
    expect(stepsOf('AA|B|(A3B)')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
    expect(stepsOf('AA|B|(A3B3)')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
  });

  it('counts all goals of a match together if one lacks its minute', () => {
    expect(stepsOf('AA|B|BA?')).toEqual(['0 A 2 SET', '2 A 3 EXTENDED']);
    expect(stepsOf('A?B')).toEqual(['0 A 1 SET', '0 B 1 SET']);
  });

  it('orders goals by minute, not by input', () => {
    const given = goalsOf('AA|B|BA');
    expect(buildScoringRecord([...given.slice(0, 3), ...given.slice(3).reverse()])).toEqual(
      buildScoringRecord(given),
    );
  });

  it('orders the players of one match by their last step', () => {
    expect(stepsOf('AA|B|BABB')).toEqual(['0 A 2 SET', '2 A 3 SET', '2 B 4 SET']);
  });

  it('includes goals that a player adds after the last step', () => {
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

  it('does not depend on the order of goals of one minute', () => {
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

  it('never falls from match to match', () => {
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

  it('ends with the player who has most goals', () => {
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

  it('has a step for every goal that leaves its scorer with the most goals', () => {
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
