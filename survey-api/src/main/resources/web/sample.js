import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {example} from '/sample/example.js';
import {
  costFields,
  domainFields,
  groupFields,
  indicatorFields,
  sizeFields,
  stratumFields,
  wrong,
} from '/sample/fields.js';
import {count, fixed, parsed, percent, shown} from '/sample/figures.js';
import {draft, keepDraft} from '/sample/keep.js';
import {framePart, loadFrames, sourcePart} from '/sample/strata.js';
import {drawPart, loadRounds} from '/sample/draw.js';
import {deskPage, stratumLabel, unlessTyping} from '/desk.js';
import {currentLanguage, words} from '/words.js';

// The page that plans a sample: what is typed is one sample plan, and the service computes what follows from it.

const PAUSE = 500;
const RULES = ['proportional', 'neyman', 'power'];

const redraw = deskPage(() => words().sampleTitle, () => words().sampleLead, () => page());

let plan = complete(draft() ?? example());
let typed = new Map(); // what is being typed, by field, as long as it is no value of the plan
let kept = true;
let state = 'waiting'; // waiting, good, faulty, wrong, network, busy, refused
let result = null;
let problem = null;
let domain = '';
let strata = []; // those that the frame makes
let timer = null;
let asked = null;

const said = (wording) => wording[currentLanguage()];

/** The plan with the lists and objects that the page writes into; whatever else it holds stays as it is. */
function complete(read) {
  const list = (value) => (Array.isArray(value) ? value : []);
  const object = (value) => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {});
  return {
    ...read,
    groups: list(read.groups),
    indicators: list(read.indicators),
    domains: list(read.domains),
    size: object(read.size),
    allocation: {...object(read.allocation), strata: list(object(read.allocation).strata)},
  };
}

/** As it is sent and saved: without what is empty. */
function text() {
  const sent = {...plan};
  if (sent.domains.length === 0) delete sent.domains;
  if (!sent.cost || Object.keys(sent.cost).every((key) => key === 'currency')) delete sent.cost;
  return `${JSON.stringify(sent, null, 2)}\n`;
}

// Typing and computing

function changed() {
  kept = keepDraft(plan);
  clearTimeout(timer);
  asked?.abort();
  if (unready().length > 0) state = 'wrong';
  else {
    state = 'waiting';
    timer = setTimeout(compute, PAUSE);
  }
  redraw();
}

/** The fields that keep the plan from being computed. */
function unready() {
  const found = [];
  const look = (fields, row, path) => {
    for (const field of fields) {
      const id = `${path}-${field.key}`;
      const value = typed.has(id) ? NaN : (field.top ? plan : row)[field.key];
      if (wrong(field, value)) found.push(id);
    }
  };
  look(sizeFields, plan.size, 'size');
  look(costFields, plan.cost ?? {}, 'cost');
  plan.groups.forEach((row, i) => look(groupFields, row, `groups-${i}`));
  plan.indicators.forEach((row, i) => look(indicatorFields, row, `indicators-${i}`));
  // With a frame the list holds only what differs from it, and the page does not show it.
  if (!plan.frame) plan.allocation.strata.forEach((row, i) => look(stratumFields, row, `strata-${i}`));
  plan.domains.forEach((row, i) => look(domainFields, row, `domains-${i}`));
  if (typed.has('allocation-exponent')) found.push('allocation-exponent');
  return found;
}

async function compute() {
  clearTimeout(timer);
  asked?.abort();
  asked = new AbortController();
  const mine = asked;
  let response;
  let body = null;
  try {
    response = await fetch('/api/sample/plan', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'Accept-Language': currentLanguage()},
      body: text(),
      cache: 'no-store',
      signal: mine.signal,
    });
    body = await response.json();
  } catch {
    if (mine !== asked || mine.signal.aborted) return;
  }
  if (mine !== asked) return;
  problem = null;
  if (response?.ok && body) strata = body.strata;
  if (body === null || response.status === 503) {
    state = response ? 'busy' : 'network';
    // Asked again by itself: whoever plans should not have to think of the network.
    timer = setTimeout(compute, 4000);
  } else if (!response.ok) {
    state = 'refused';
    problem = {message: body.message};
  } else if (body.faults.length > 0 || body.conflicts.length > 0) {
    state = 'faulty';
    problem = body;
  } else {
    state = 'good';
    result = body;
    if (!result.precision.some((row) => row.domain === domain)) domain = '';
  }
  redraw();
}

function write(row, field, id, entry) {
  const value = field.kind === 'text' ? entry : parsed(entry, field.kind);
  if (Number.isNaN(value)) typed.set(id, entry);
  else {
    typed.delete(id);
    if (value === null || value === '') delete row[field.key];
    else row[field.key] = value;
  }
  changed();
}

/** Strata written by hand and those of a frame are not the same: each kind is kept while the other is chosen. */
let byHand = null;

function sourceChanged() {
  if (plan.frame && !byHand) {
    byHand = plan.allocation.strata;
    plan.allocation.strata = byHand.filter((row) => row.population === undefined);
  } else if (!plan.frame && byHand) {
    plan.allocation.strata = byHand.length > 0 ? byHand : [{stratum: ''}];
    byHand = null;
    strata = [];
  }
  changed();
}

function removeRow(rows, at) {
  rows.splice(at, 1);
  typed = new Map();
  changed();
}

function addRow(rows, row, id) {
  rows.push(row);
  changed();
  redraw().then(() => document.getElementById(id)?.focus());
}

function replace(now) {
  plan = complete(now);
  typed = new Map();
  result = null;
  problem = null;
  byHand = null;
  loadFrames(plan, sourceChanged);
  changed();
}

async function open(event) {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) return;
  try {
    const read = JSON.parse(await file.text());
    if (read === null || typeof read !== 'object' || Array.isArray(read)) throw new Error('no object');
    replace(read);
  } catch {
    state = 'refused';
    problem = {message: words().sampleNoPlan};
    redraw();
  }
}

function save() {
  const address = URL.createObjectURL(new Blob([text()], {type: 'application/json'}));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'sample.json';
  link.click();
  URL.revokeObjectURL(address);
}

// Drawing: fields

const rangeWords = (field) => {
  const value = (limit) => (field.kind === 'percent' ? `${shown(limit, 'percent')}%` : shown(limit, field.kind));
  const lower = field.above !== undefined ? words().sampleAbove(value(field.above)) : field.least !== undefined ? words().sampleLeast(value(field.least)) : '';
  const upper = field.below !== undefined ? words().sampleBelow(value(field.below)) : field.most !== undefined ? words().sampleMost(value(field.most)) : '';
  return words().sampleRange([lower, upper].filter((part) => part !== '').join(words().sampleAnd), Boolean(field.whole));
};

const mendWords = (field, id, value) => {
  const kind = typed.has(id) ? 'number' : wrong(field, value);
  if (kind === null) return '';
  if (kind === 'required') return words().sampleRequired;
  if (kind === 'name') return words().sampleName;
  return kind === 'number' ? words().sampleNumber : rangeWords(field);
};

const label = (group, field) => words().sampleFields[group][field.key];

function fieldPart(group, row, field, path) {
  const id = `${path}-${field.key}`;
  if (field.kind === 'group') return groupPart(row, id);
  if (field.kind === 'strata') return strataPart(row, id);
  const holder = field.top ? plan : row;
  const value = holder[field.key];
  const mend = mendWords(field, id, value);
  return html`<div class=${`field ${field.wide ? 'field-wide' : field.named ? 'field-name' : ''}`}>
    <label for=${id}>${label(group, field)}</label>
    <input
      id=${id}
      class=${field.kind === 'text' ? 'input' : 'input input-figure'}
      inputmode=${field.kind === 'text' ? 'text' : field.kind === 'count' ? 'numeric' : 'decimal'}
      autocomplete="off"
      aria-invalid=${String(mend !== '')}
      aria-describedby=${mend === '' ? nothing : `${id}-mend`}
      .value=${live(unlessTyping(id, typed.get(id) ?? shown(value, field.kind)))}
      @change=${(event) => write(holder, field, id, event.target.value)}
    />
    ${mend === '' ? nothing : html`<p class="mend" id=${`${id}-mend`}>${mend}</p>`}
  </div>`;
}

/** One group needs no choice. */
const groupPart = (row, id) =>
  plan.groups.length < 2
    ? nothing
    : html`<div class="field">
        <label for=${id}>${words().sampleFields.indicators.group}</label>
        <select id=${id} class="input" @change=${(event) => { row.group = event.target.value; changed(); }}>
          <option value="" ?selected=${!row.group}>–</option>
          ${plan.groups.map(
            (group) => html`<option value=${group.id ?? ''} ?selected=${row.group === group.id}>${group.id ?? ''}</option>`,
          )}
        </select>
      </div>`;

const strataPart = (row, id) => {
  const names = (plan.frame ? strata : plan.allocation.strata).map((stratum) => stratum.stratum).filter((name) => name);
  const toggle = (name, on) => {
    const chosen = new Set(row.strata ?? []);
    if (on) chosen.add(name);
    else chosen.delete(name);
    if (chosen.size === 0) delete row.strata;
    else row.strata = names.filter((one) => chosen.has(one));
    changed();
  };
  return html`<div class="field field-wide" role="group" aria-labelledby=${`${id}-label`}>
    <span class="field-label" id=${`${id}-label`}>${words().sampleFields.domains.strata}</span>
    <div class="choices choices-beside">
      ${names.map(
        (name) => html`<label class="choice">
          <input type="checkbox" .checked=${live((row.strata ?? []).includes(name))} @change=${(event) => toggle(name, event.target.checked)} />
          <span class="choice-mark"></span>
          ${plan.frame ? stratumLabel(name) : name}
        </label>`,
      )}
    </div>
  </div>`;
};

const rowsPart = (group, rows, fields, fresh, least) => html`
  ${rows.map(
    (row, i) => html`<div class="entry" role="group" aria-label=${words().sampleRow(words().sampleCards[group].one, i + 1)}>
      ${fields.map((field) => fieldPart(group, row, field, `${group}-${i}`))}
      ${rows.length <= least
        ? nothing
        : html`<button type="button" class="button button-plain button-remove" @click=${() => removeRow(rows, i)}>
            ${words().sampleRemove}<span class="out-of-sight"> ${words().sampleRow(words().sampleCards[group].one, i + 1)}</span>
          </button>`}
    </div>`,
  )}
  <button type="button" class="button" id=${`${group}-add`} @click=${() => addRow(rows, fresh(), `${group}-${rows.length}-${fields[0].key}`)}>
    ${words().sampleAdd(words().sampleCards[group].one)}
  </button>
`;

const card = (group, content) => html`<section class="card stack" aria-labelledby=${`card-${group}`}>
  <div class="stack-close">
    <h2 id=${`card-${group}`}>${words().sampleCards[group].title}</h2>
    <p class="quiet small">${words().sampleCards[group].how}</p>
  </div>
  ${content}
</section>`;

const rulePart = () => {
  const {allocation} = plan;
  const exponent = {key: 'exponent', kind: 'decimal', least: 0, most: 1};
  return html`<div class="entry entry-plain">
    <div class="field field-name">
      <label for="allocation-rule">${words().sampleFields.strata.rule}</label>
      <select
        id="allocation-rule"
        class="input"
        @change=${(event) => {
          allocation.rule = event.target.value;
          if (allocation.rule !== 'power') delete allocation.exponent;
          changed();
        }}
      >
        ${RULES.map(
          (rule) => html`<option value=${rule} ?selected=${(allocation.rule ?? 'proportional') === rule}>${words().sampleRules[rule]}</option>`,
        )}
      </select>
    </div>
    ${allocation.rule === 'power' ? fieldPart('strata', allocation, exponent, 'allocation') : nothing}
  </div>`;
};

const costPart = () => {
  plan.cost ??= {};
  return html`<div class="entry">${costFields.map((field) => fieldPart('cost', plan.cost, field, 'cost'))}</div>`;
};

// Drawing: what follows

const statusWords = () =>
  ({
    waiting: words().sampleWaiting,
    good: words().sampleGood,
    faulty: words().sampleFaulty,
    wrong: words().sampleWrong(unready().length),
    network: words().jobCheckOffline,
    busy: words().jobCheckBusy,
    refused: problem?.message ?? '',
  })[state];

const problemPart = () => {
  if (state !== 'faulty') return nothing;
  return html`<div class="banner banner-bad" role="alert" id="sample-problem">
    ${problem.conflicts.map((conflict) => html`<p><strong>${said(conflict.message)}</strong> ${said(conflict.remedy)}</p>`)}
    ${problem.faults.map(({vi, en}) => {
      const text = currentLanguage() === 'en' ? en : vi;
      return html`<p lang=${vi.message === en.message ? 'en' : currentLanguage()}>${text.message} ${text.remedy}</p>`;
    })}
  </div>`;
};

const totalsPart = () => html`<dl class="totals">
  ${[
    [words().sampleTotals.clusters, count(result.clusters)],
    [words().sampleTotals.units, count(result.units)],
    [words().sampleTotals.interviews, count(result.interviews)],
    [words().sampleTotals.cost, result.cost === null ? '–' : `${count(result.cost)} ${plan.cost?.currency ?? ''}`],
  ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;

const stepsPart = () => html`<ol class="reasons card" id="sample-steps">
  ${result.steps.map(
    (step, i) => html`<li>
      <h3>${i + 1}. ${said(step.title)}</h3>
      ${step.sentences.map((sentence) => html`<p>${said(sentence)}</p>`)}
    </li>`,
  )}
</ol>`;

const tablePart = (id, headings, rows) => html`<div class="card">
  <table class="figures" id=${id}>
    <thead>
      <tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) => html`<tr>
          ${cells.map((cell, i) =>
            i === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-heading=${headings[i]}>${cell}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>
</div>`;

const allocationPart = () =>
  tablePart(
    'sample-allocation',
    words().sampleAllocation,
    result.allocation.map((row) => [
      stratumLabel(row.stratum),
      count(row.population),
      count(row.clusters),
      count(row.units),
      count(row.interviews),
      percent(row.fraction, 2),
      fixed(row.weight, 2),
    ]),
  );

const doubtful = (row, figure) => (row.notes.some((note) => note === 'n<25' || note === 'n<50') ? `(${figure})` : figure);

const precisionPart = () => {
  const domains = [...new Set(result.precision.map((row) => row.domain))];
  const rows = result.precision.filter((row) => row.domain === domain);
  return html`
    ${domains.length < 2
      ? nothing
      : html`<div class="figure-choice">
          <label for="sample-domain">${words().sampleDomain}</label>
          <select id="sample-domain" class="input" @change=${(event) => { domain = event.target.value; redraw(); }}>
            ${domains.map((name) => html`<option value=${name} ?selected=${name === domain}>${name === '' ? words().sampleAll : stratumLabel(name)}</option>`)}
          </select>
        </div>`}
    ${tablePart(
      'sample-precision',
      words().samplePrecision,
      rows.map((row) => [
        row.indicator,
        percent(row.rate),
        count(row.n),
        fixed(row.df, 1),
        fixed(row.deff, 2),
        doubtful(row, `±${percent(row.halfT)}`),
        doubtful(row, row.below === null ? '–' : `−${percent(row.below)} / +${percent(row.above)}`),
        row.target === null ? '' : percent(row.target, 0),
        row.target === null ? '' : percent(row.met),
        row.target === null ? '' : percent(row.notMet),
        row.target === null ? '' : percent(row.rateMet),
        row.target === null ? '' : percent(row.rateNotMet),
      ]),
    )}
    <p class="quiet small">${words().samplePrecisionHow}</p>
  `;
};

const resultPart = () => html`<section class="stack" aria-labelledby="sample-result">
  <h2 id="sample-result">${words().sampleResult}</h2>
  <p id="sample-state" role="status" data-state=${state} class="small">${statusWords()}</p>
  ${kept ? nothing : html`<p class="banner banner-warn small">${words().jobNotKept}</p>`}
  ${problemPart()}
  ${result === null
    ? nothing
    : html`${state === 'good' || state === 'waiting' ? nothing : html`<p class="banner banner-warn small">${words().sampleStale}</p>`}
        <div class="stack">
        ${totalsPart()}
        <h3>${words().sampleSteps}</h3>
        ${stepsPart()}
        <h3>${words().sampleAllocationTitle}</h3>
        ${allocationPart()}
        <h3>${words().samplePrecisionTitle}</h3>
        ${precisionPart()}
      </div>`}
</section>`;

const filesPart = () => html`<div class="actions">
  <button type="button" class="button button-main" id="sample-save" @click=${save}>${words().sampleSave}</button>
  <button type="button" class="button" id="sample-open" @click=${() => document.getElementById('sample-file').click()}>${words().sampleOpen}</button>
  <button type="button" class="button" id="sample-example" @click=${() => replace(example())}>${words().sampleExample}</button>
  <input type="file" id="sample-file" accept=".json,application/json" hidden @change=${open} />
</div>`;

const page = () => html`${filesPart()}
  ${card('size', html`<div class="entry">${sizeFields.map((field) => fieldPart('size', plan.size, field, 'size'))}</div>`)}
  ${card('groups', rowsPart('groups', plan.groups, groupFields, () => ({id: '', share: 1}), 1))}
  ${card('indicators', rowsPart('indicators', plan.indicators, indicatorFields, () => ({id: '', rate: 0.5, icc: 0.05}), 1))}
  ${card(
    'strata',
    html`${sourcePart(plan)}${rulePart()}${plan.frame
      ? framePart(plan, strata)
      : rowsPart('strata', plan.allocation.strata, stratumFields, () => ({stratum: ''}), 1)}`,
  )}
  ${card('domains', rowsPart('domains', plan.domains, domainFields, () => ({name: ''}), 0))}
  ${card('cost', costPart())}
  ${resultPart()}
  ${plan.frame && plan.stages?.length > 0 ? card('draw', drawPart(plan, text, changed)) : nothing}`;

changed();
loadFrames(plan, sourceChanged);
loadRounds(redraw);
