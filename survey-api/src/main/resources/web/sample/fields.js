// What can be typed, card by card: the key in the plan, how it is written and the range it must be in.

const share = (key, more = {}) => ({key, kind: 'percent', above: 0, most: 1, ...more});
const inside = (key, more = {}) => ({key, kind: 'percent', above: 0, below: 1, ...more});
const closed = (key, more = {}) => ({key, kind: 'percent', least: 0, most: 1, ...more});
const count = (key, least, more = {}) => ({key, kind: 'count', least, whole: true, ...more});
const money = (key, more = {}) => ({key, kind: 'count', least: 0, ...more});
const text = (key, more = {}) => ({key, kind: 'text', ...more});

export const sizeFields = [
  text('name', {top: true, wide: true, name: true}),
  inside('margin'),
  count('take', 1, {most: 500}),
  count('clusters', 1),
  inside('level'),
  inside('power'),
  share('eligibility'),
  share('response'),
  {key: 'weightVariation', kind: 'decimal', least: 0},
  closed('overlap'),
  closed('clusterCorrelation', {kind: 'decimal'}),
];

export const groupFields = [text('id', {required: true, named: true}), share('share'), share('response'), count('population', 1)];

export const indicatorFields = [
  text('id', {required: true, named: true}),
  {key: 'group', kind: 'group'},
  inside('rate', {required: true}),
  closed('icc', {required: true, kind: 'decimal'}),
  closed('target'),
  inside('margin'),
  inside('before'),
];

export const stratumFields = [
  text('stratum', {required: true, named: true}),
  count('population', 1, {required: true}),
  count('clusters', 1, {required: true}),
  inside('rate'),
  count('least', 2),
];

export const domainFields = [
  text('name', {required: true, named: true}),
  share('share'),
  inside('margin'),
  count('least', 0),
  {key: 'strata', kind: 'strata', wide: true},
];

export const costFields = [
  money('fixed'),
  money('cluster'),
  money('listing'),
  count('listed', 0),
  money('visit'),
  money('interview'),
  money('budget', {above: 0}),
  text('currency'),
];

/** What is wrong with a value: 'number', 'required', 'name' or 'range'; null if nothing is. */
export function wrong(field, value) {
  if (value === null || value === undefined || value === '') return field.required ? 'required' : null;
  // What the drawn sample is called stands in names of files.
  if (field.name && !/^[0-9A-Za-z._-]{1,40}$/.test(value)) return 'name';
  if (field.kind === 'text' || field.kind === 'group' || field.kind === 'strata') return null;
  if (typeof value !== 'number' || Number.isNaN(value)) return 'number';
  const out =
    (field.above !== undefined && value <= field.above) ||
    (field.below !== undefined && value >= field.below) ||
    (field.least !== undefined && value < field.least) ||
    (field.most !== undefined && value > field.most) ||
    (field.whole && !Number.isInteger(value));
  return out ? 'range' : null;
}
