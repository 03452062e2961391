// Numbers as they are typed and shown: Vietnamese writes 1.234,5 and English 1,234.5; a plan holds shares, people type per cent.

import {currentLanguage} from '/words.js';

const locale = () => (currentLanguage() === 'vi' ? 'vi-VN' : 'en-GB');

/** The number that was typed: NaN if it is none, null if nothing was. */
export function parsed(text, kind) {
  const bare = text.replace(/[\s%]/g, '');
  if (bare === '') return null;
  const plain = kind === 'count' ? bare.replace(/[.,](?=\d{3}(\D|$))/g, '') : bare.replace(',', '.');
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return NaN;
  // 92.5 / 100 is 0.925 and not 0.9250000000000001.
  return kind === 'percent' ? Number((Number(plain) / 100).toPrecision(12)) : Number(plain);
}

/** A number of a plan as a field shows it. */
export function shown(value, kind) {
  if (typeof value !== 'number') return value === undefined || value === null ? '' : String(value);
  if (kind === 'percent') return plain(Number((value * 100).toPrecision(12)));
  return kind === 'count' ? value.toLocaleString(locale()) : plain(value);
}

const plain = (value) => (currentLanguage() === 'vi' ? String(value).replace('.', ',') : String(value));

export const count = (value) => fixed(value, 0);

/** With so many decimals; "–" where it is not defined. */
export const fixed = (value, decimals) =>
  value === null || value === undefined
    ? '–'
    : value.toLocaleString(locale(), {minimumFractionDigits: decimals, maximumFractionDigits: decimals});

export const percent = (value, decimals = 1) => (value === null ? '–' : `${fixed(value * 100, decimals)}%`);
