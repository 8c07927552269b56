/** Shared by the conversion of all four files. */
import type { Aliases } from '../aliases.js';
import type { Row } from '../csv.js';
import type { Category, MatchFact, SourceFact } from '../facts.js';
import type { Spellings } from './spellings.js';

export interface DatasetOptions {
  source: SourceFact;
  category: Category;
  suffix: '' | '-women';
  aliases: Aliases;
}

export type Reject = (table: { file: string }, row: Row<string>, reason: string) => void;
export type SlugOf = (name: string) => string;
export type MatchOf<Values> = (values: Values) => readonly MatchFact[];

/** Of accepted rows. */
export interface NameSpellings {
  teams: Spellings;
  tournaments: Spellings;
}

export interface ShapingContext {
  options: DatasetOptions;
  slug: SlugOf;
  names: NameSpellings;
  reject: Reject;
}

export const isUnknown = (text: string) => text === 'NA';
export const isTrue = (text: string) => text.toUpperCase() === 'TRUE';
export const scoreOf = (text: string) => (isUnknown(text) ? null : Number(text));
