import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, ask, cell, decimal, deskPage, empty, formTitle, number, roundChooser, stratumLabel, wantedRound} from '/desk.js';
import {currentLanguage, words} from '/words.js';

// The supervisor's page of outcomes: what became of the persons selected for a round, and the response rates that follow.

const redraw = deskPage(() => words().visitsTitle, () => words().visitsLead, () => page(), languageChanged);

const COUNTS = [
  'complete',
  'partial',
  'refusal',
  'non-contact',
  'other',
  'unknown-household',
  'unknown-other',
  'ineligible',
];
const RATES = ['RR1', 'COOP1', 'REF1', 'CON1'];

let rounds = null; // null: asking
let chosen = null; // the round's id
let interviews = 'received'; // which interviews count: received, approved
let groups = null; // null: asking
let due = []; // registered units of which a form is still due
let published = []; // questionnaires

function languageChanged() {
  if (rounds?.failure || groups?.failure || due.failure) load();
}

async function load() {
  rounds = null;
  redraw();
  const [all, questionnaires] = await Promise.all([answer('/api/rounds', (body) => body.rounds), ask('/api/questionnaires')]);
  rounds = all;
  published = questionnaires.body?.questionnaires ?? [];
  if (rounds.length > 0) await open(wantedRound() ?? rounds[0].round, interviews);
  redraw();
}

async function open(round, counted) {
  chosen = round;
  interviews = counted;
  groups = null;
  history.replaceState(null, '', `?round=${encodeURIComponent(round)}`);
  redraw();
  const address = (of, query) => `/api/rounds/${encodeURIComponent(round)}/${of}?interviews=${counted}${query}`;
  const found = await answer(address('outcomes', ''), (body) => Object.assign(body.groups, {whole: body.whole}));
  const kinds = !found.failure && found.some(({by}) => by === 'kind');
  const open = kinds ? await answer(address('due', '&of=units'), (body) => body.due) : [];
  if (chosen !== round || interviews !== counted) return;
  groups = found;
  due = open;
  redraw();
}

const share = (value) => (value === null ? '–' : `${decimal(100 * value, 1)}%`);

const choicesPart = () => html`<div class="choices">
  <div>${roundChooser('visits-round', rounds, chosen, (round) => open(round, interviews))}</div>
  <div>
    <label class="label" for="visits-interviews">${words().visitsInterviews}</label>
    <select id="visits-interviews" class="input" @change=${(event) => open(chosen, event.target.value)}>
      <option value="received" ?selected=${interviews === 'received'}>${words().visitsReceived}</option>
      <option value="approved" ?selected=${interviews === 'approved'}>${words().visitsApproved}</option>
    </select>
  </div>
</div>`;

const allPart = (all) => html`<section class="stack" aria-labelledby="visits-all">
  <h2 id="visits-all">${words().visitsAll(number(all.persons))}</h2>
  <div class="figures">
    ${RATES.map(
      (rate) => html`<p class="figure"><strong>${share(all.rates[rate])}</strong> ${words().visitsRates[rate]}
        <span class="quiet small">(${rate})</span></p>`,
    )}
  </div>
  <p class="small quiet">${words().visitsRatesHow}</p>
</section>`;

/** A kind of unit that the plans know in words; others are the register's own. */
const kindLabel = (kind) => words().visitsKinds[kind] ?? kind;

/** Counts that are 0 in every group are no column. */
const tablePart = (id, title, first, name, rows) => {
  const counts = COUNTS.filter((count) => rows.some((row) => row.counts[count] > 0));
  return html`<section class="stack" aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${title}</h2>
    <div class="wide"><table class="table outcomes" id=${id}>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <th scope="col" class="number">${words().visitsPersons}</th>
          ${counts.map((count) => html`<th scope="col" class="number">${words().visitsCounts[count]}</th>`)}
          ${RATES.map((rate) => html`<th scope="col" class="number">${words().visitsRates[rate]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            ${cell(first, html`<strong>${name(row.group)}</strong>`)} ${cell(words().visitsPersons, number(row.persons), true)}
            ${counts.map((count) => cell(words().visitsCounts[count], number(row.counts[count]), true))}
            ${RATES.map((rate) => cell(words().visitsRates[rate], share(row.rates[rate]), true))}
          </tr>`,
        )}
      </tbody>
    </table></div>
  </section>`;
};

/** Which registered units still owe a form, with what has come of each form that has not come in whole. */
const duePart = () => html`<section class="stack" aria-labelledby="visits-due-title">
  <h2 id="visits-due-title">${words().visitsDue(due.length)}</h2>
  ${due.length === 0
    ? nothing
    : html`<table class="table" id="visits-due">
        <thead>
          <tr>
            <th scope="col">${words().visitsUnit}</th>
            <th scope="col">${words().visitsKind}</th>
            <th scope="col">${words().visitsDueForms}</th>
          </tr>
        </thead>
        <tbody>
          ${due.map(
            (unit) => html`<tr>
              ${cell(words().visitsUnit, html`<strong>${unit.name ?? unit.selection}</strong> ${unit.name ? unit.selection : ''}`)}
              ${cell(words().visitsKind, kindLabel(unit.kind))}
              ${cell(
                words().visitsDueForms,
                unit.forms
                  .filter(({disposition}) => disposition !== 'complete')
                  .map(({form, disposition}) => html`<span class="line">${formTitle(published, form)}: ${words().visitsDueWhy[disposition]}</span>`),
              )}
            </tr>`,
          )}
        </tbody>
      </table>`}
</section>`;

/** Selected persons whom no form of the round is asked of: they are in no count above, but must not vanish. */
const unaskedPart = (unasked) => {
  const persons = unasked.reduce((sum, group) => sum + group.persons, 0);
  const groups = unasked.map(({group, persons: of}) => `${group} (${number(of)})`).join(', ');
  return html`<p class="banner banner-warn" id="visits-unasked">${words().visitsUnasked(number(persons), groups)}</p>`;
};

const outcomesPart = () => {
  const of = (by) => groups.filter((group) => group.by === by);
  const [all] = of('all');
  const kinds = of('kind');
  const unasked = of('unasked');
  if (all.persons === 0 && kinds.length === 0 && unasked.length === 0) return empty(words().visitsNone, words().visitsNoneHow(chosen));
  return html`${groups.whole ? nothing : html`<p class="banner" id="visits-part">${words().onlyOwnAreas}</p>`}
  ${unasked.length === 0 ? nothing : unaskedPart(unasked)} ${all.persons === 0
    ? nothing
    : html`${allPart(all)}
      ${tablePart('visits-strata', words().visitsByStratum, words().samplesStratum, stratumLabel, of('stratum'))}
      ${tablePart(
        'visits-surveyors',
        words().visitsBySurveyor,
        words().samplesSurveyor,
        (code) => code || words().visitsNobody,
        of('surveyor'),
      )}`}
  ${of('form').length === 0 ? nothing : tablePart('visits-forms', words().visitsByForm, words().visitsForm, (form) => formTitle(published, form), of('form'))}
  ${kinds.length === 0 ? nothing : html`${tablePart('visits-kinds', words().visitsByKind, words().visitsKind, kindLabel, kinds)} ${answered(due, load, duePart)}`}
  ${all.counts['non-contact'] > 0 ? html`<p class="small quiet">${words().visitsHow(chosen)}</p>` : nothing}`;
};

const page = () =>
  answered(rounds, load, () =>
    rounds.length === 0
      ? empty(words().roundsNone, words().visitsRoundsNoneHow)
      : html`${choicesPart()} ${answered(groups, load, outcomesPart)}`,
  );

load();
