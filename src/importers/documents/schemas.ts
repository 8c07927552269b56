/** YAML files in `prisma/seed`. */

import { z } from 'zod';
import { optionalClaimSchemas, parseClaimEntry } from '../../record/claim-input.js';
import {
  goalKeyLineSchema,
  goalLineSchema,
  kickLineSchema,
  playerLineSchema,
  scoreLineSchema,
} from './line-formats.js';
import { daySchema } from './yaml.js';

const name = z.string().min(1);
const year = z.int().min(1872);
const penaltyOutcome = z.enum(['SCORED', 'MISSED', 'SAVED', 'HIT_WOODWORK', 'NOT_SCORED']);

const source = z.strictObject({
  slug: name,
  title: name,
  kind: z.enum(['DATASET', 'ARTICLE', 'REPORT']),
  publisher: name.nullable().default(null),
  publishedOn: daySchema.nullable().default(null),
  url: z.url().nullable().default(null),
  license: name.nullable().default(null),
  attribution: name.nullable().default(null),
});

export const sourcesDocument = z.array(source);

export const teamsDocument = z.strictObject({
  source: name,
  category: z.enum(['MEN', 'WOMEN']),
  teams: z.array(
    z.strictObject({
      name,
      formerly: z
        .array(z.strictObject({ name, from: daySchema.optional(), to: daySchema.optional() }))
        .default([]),
      code: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      aliases: z.array(name).default([]),
    }),
  ),
});

export const editionsDocument = z.strictObject({
  source: name,
  tournament: name,
  editions: z.array(
    z.strictObject({
      year,
      source: name.optional(),
      key: name,
      hosts: z.array(name).min(1),
      winner: name.optional(),
      runnerUp: name.optional(),
      from: daySchema.optional(),
      to: daySchema.optional(),
    }),
  ),
});

const addition = z.strictObject({
  source: name,
  key: name,
  edition: year.optional(),
  stage: name.optional(),
  group: name.optional(),
  stadium: name.optional(),
  afterExtraTime: z.boolean().optional(),
  goals: z.array(goalKeyLineSchema).default([]),
  kicks: z.array(kickLineSchema).default([]),
});

const match = z.strictObject({
  date: daySchema,
  home: name,
  away: name,
  score: scoreLineSchema,
  tournament: name,
  city: name,
  country: name,
  neutral: z.boolean().default(false),
  goals: z.array(goalLineSchema).default([]),
  shootout: z.strictObject({ winner: name, first: name.optional() }).optional(),
  also: z.array(addition).default([]),
});

export const matchesDocument = z.strictObject({ source: name, matches: z.array(match) });

export type MatchEntry = z.output<typeof match>;

export const holdingsDocument = z.strictObject({
  source: name,
  holdings: z.array(
    z.strictObject({
      key: name,
      team: name,
      from: daySchema,
      to: daySchema,
      completeness: z.enum(['LISTED', 'COMPLETE']),
    }),
  ),
});

const counts = { goals: z.int().min(0).optional(), caps: z.int().min(0).optional() };

export const squadsDocument = z.strictObject({
  source: name,
  players: z.array(z.strictObject({ name, team: name, born: daySchema })),
  figures: z.array(
    z.strictObject({ player: name, team: name, key: name, asOf: daySchema, ...counts }),
  ),
});

const penalty = z.strictObject({
  match: name,
  minute: z.int().min(1).max(130),
  taker: playerLineSchema,
  outcome: penaltyOutcome,
  detail: name.optional(),
  foulBy: playerLineSchema.optional(),
  foulOn: playerLineSchema.optional(),
});

export type PenaltyEntry = z.output<typeof penalty>;

export const reportsDocument = z.array(source.extend({ penalties: z.array(penalty) }));

/** One a sentence. */
const claim = z
  .strictObject({ statement: name, ...optionalClaimSchemas })
  .transform(({ statement, ...keys }, context) => {
    const claim = parseClaimEntry(keys);
    if (typeof claim !== 'string') return { statement, claim };
    context.addIssue(claim);
    return z.NEVER;
  });

const articleSlug = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+$/,
    'must be the day of publication and words of the title, such as 2022-12-11-kane-execution',
  );

/** Also of articles to import or check. */
export const articleDocument = z.strictObject({
  slug: articleSlug,
  title: name,
  publisher: name,
  publishedOn: daySchema,
  url: z.url().optional(),
  figures: z
    .array(
      z.strictObject({ player: name, team: name, asOf: daySchema, statement: name, ...counts }),
    )
    .default([]),
  quotes: z
    .array(
      z.strictObject({
        speaker: name,
        team: name,
        text: name,
        reportedBy: name,
        saidOn: daySchema.optional(),
        match: name.optional(),
      }),
    )
    .default([]),
  penalties: z.array(penalty).default([]),
  claims: z.array(claim).default([]),
});

export type ArticleDocument = z.output<typeof articleDocument>;
