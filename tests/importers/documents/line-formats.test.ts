import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  goalKeyLineSchema,
  goalLineSchema,
  kickLineSchema,
  playerLineSchema,
  scoreLineSchema,
} from '../../../src/importers/documents/line-formats.js';
import { slugify } from '../../../src/text/slug.js';

/** What is said of a text that is no such line. */
function refusal(line: z.ZodType, text: unknown): string {
  const { success, error } = line.safeParse(text);
  if (success) throw new Error(`Accepted ${JSON.stringify(text)}`);
  return error.issues[0]?.message ?? '';
}

/** A name of letters, as people and teams have them. */
const anyName = fc
  .array(fc.stringMatching(/^[A-Za-zéÁøß.'-]{1,10}$/), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '));

describe('the line of a goal', () => {
  const goal = { stoppage: null, penalty: false, ownGoal: false };

  it.each([
    [
      "17' Aurélien Tchouaméni, France",
      { ...goal, minute: 17, scorer: 'Aurélien Tchouaméni', team: 'france' },
    ],
    [
      "54' Harry Kane, England, penalty",
      { ...goal, minute: 54, scorer: 'Harry Kane', team: 'england', penalty: true },
    ],
    [
      "77' Enzo Fernández, Australia, own goal",
      { ...goal, minute: 77, scorer: 'Enzo Fernández', team: 'australia', ownGoal: true },
    ],
    [
      "90+13' Mehdi Taremi, Iran, penalty",
      { ...goal, minute: 90, stoppage: 13, scorer: 'Mehdi Taremi', team: 'iran', penalty: true },
    ],
    ["120' Geoff Hurst, England", { ...goal, minute: 120, scorer: 'Geoff Hurst', team: 'england' }],
    [
      "13' Neymar, Brazil, penalty",
      { ...goal, minute: 13, scorer: 'Neymar', team: 'brazil', penalty: true },
    ],
    [
      "76' Paik Seung-ho, South Korea",
      { ...goal, minute: 76, scorer: 'Paik Seung-ho', team: 'south-korea' },
    ],
    [
      "8' Robbie Keane, Republic of Ireland",
      { ...goal, minute: 8, scorer: 'Robbie Keane', team: 'republic-of-ireland' },
    ],
    ['? Mariano, Chile', { ...goal, minute: null, scorer: 'Mariano', team: 'chile' }],
  ])('%s', (text, expected) => {
    expect(goalLineSchema.parse(text)).toEqual(expected);
  });

  it.each([
    '54 Harry Kane, England',
    "54'Harry Kane, England",
    "Harry Kane, England, 54'",
    "54' Harry Kane",
    "54' Harry Kane England",
    "54' , England",
    "54' Harry Kane,England",
    "+2' Harry Kane, England",
    "1000' Harry Kane, England",
    "-1' Harry Kane, England",
    '',
  ])('"%s" is refused, and quoted', (text) => {
    expect(refusal(goalLineSchema, text)).toBe(
      `"${text}" is not written like "54' Harry Kane, England, penalty"`,
    );
  });

  it('is read back as it was written, whatever the names', () => {
    const any = fc.record({
      minute: fc.integer({ min: 1, max: 120 }),
      stoppage: fc.option(fc.integer({ min: 1, max: 20 })),
      scorer: anyName,
      team: anyName,
      how: fc.constantFrom('', ', penalty', ', own goal'),
    });
    fc.assert(
      fc.property(any, ({ minute, stoppage, scorer, team, how }) => {
        const time = stoppage === null ? `${minute}` : `${minute}+${stoppage}`;
        expect(goalLineSchema.parse(`${time}' ${scorer}, ${team}${how}`)).toEqual({
          minute,
          stoppage,
          scorer,
          team: slugify(team),
          penalty: how === ', penalty',
          ownGoal: how === ', own goal',
        });
      }),
    );
  });
});

describe("the line of a further source's goal", () => {
  it.each([
    ["G-3622 54'", { key: 'G-3622', minute: 54, stoppage: null }],
    ["G-3475 90+13'", { key: 'G-3475', minute: 90, stoppage: 13 }],
    ["G-3614 105+1'", { key: 'G-3614', minute: 105, stoppage: 1 }],
    ['G-0001 ?', { key: 'G-0001', minute: null, stoppage: null }],
  ])('%s', (text, expected) => {
    expect(goalKeyLineSchema.parse(text)).toEqual(expected);
  });

  it.each(['G-3622', "54'", 'G-3622 54', "G-3622 54' Harry Kane", "G 3622 54'", ''])(
    '"%s" is refused, and quoted',
    (text) => {
      expect(refusal(goalKeyLineSchema, text)).toBe(`"${text}" is not written like "G-3622 54'"`);
    },
  );
});

describe('the line of a kick', () => {
  it.each([
    [
      'PK-393 Kylian Mbappé, France, scored',
      { key: 'PK-393', taker: { name: 'Kylian Mbappé', team: 'france' }, scored: true },
    ],
    [
      'PK-394 Kingsley Coman, France, not scored',
      { key: 'PK-394', taker: { name: 'Kingsley Coman', team: 'france' }, scored: false },
    ],
  ])('%s', (text, expected) => {
    expect(kickLineSchema.parse(text)).toEqual(expected);
  });

  it.each([
    'PK-394 Kingsley Coman, France',
    'PK-394 Kingsley Coman, France, saved',
    'PK-394 Kingsley Coman, France, Not scored',
    'Kingsley, France, scored',
    'PK-394 Kingsley Coman, scored',
    '',
  ])('"%s" is refused, and quoted', (text) => {
    expect(refusal(kickLineSchema, text)).toBe(
      `"${text}" is not written like "PK-389 Kylian Mbappé, France, scored"`,
    );
  });
});

describe('the line of a player', () => {
  it.each([
    ['Mason Mount, England', { name: 'Mason Mount', team: 'england' }],
    ['Pedro, Brazil', { name: 'Pedro', team: 'brazil' }],
    ['Joseph-Désiré Job, Cameroon', { name: 'Joseph-Désiré Job', team: 'cameroon' }],
    ['Robert Lewandowski, Jr., Poland', { name: 'Robert Lewandowski, Jr.', team: 'poland' }],
  ])('%s', (text, expected) => {
    expect(playerLineSchema.parse(text)).toEqual(expected);
  });

  it.each(['Mason Mount', 'Mason Mount England', ', England', 'Mason Mount, ', ''])(
    '"%s" is refused, and quoted',
    (text) => {
      expect(refusal(playerLineSchema, text)).toBe(
        `"${text}" is not written like "Mason Mount, England"`,
      );
    },
  );
});

describe('a score', () => {
  it.each([
    ['1-2', { home: 1, away: 2 }],
    ['0-0', { home: 0, away: 0 }],
    ['31-0', { home: 31, away: 0 }],
  ])('%s has the goals of the home side first', (text, expected) => {
    expect(scoreLineSchema.parse(text)).toEqual(expected);
  });

  it.each(['1:2', '1–2', '1 - 2', '1-2 (4-3)', '-1-2', '1-', '100-0', ''])(
    '"%s" is refused, and quoted',
    (text) => {
      expect(refusal(scoreLineSchema, text)).toBe(`"${text}" is not written like "1-2"`);
    },
  );

  it('is a text: YAML reads 1-2 as one, and a number is refused', () => {
    expect(refusal(scoreLineSchema, 12)).toMatch(/expected string, received number/);
  });
});
