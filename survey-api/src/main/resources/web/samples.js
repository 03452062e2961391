import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, cell, day, decimal, deskPage, empty, languageQuery, number, roundChooser, stratumLabel, wantedRound} from '/desk.js';
import {words} from '/words.js';

// The statistician's page of drawn samples: what was drawn for a round, with which chance, and who works where.

const redraw = deskPage(() => words().samplesDrawn, () => words().samplesLead, () => page(), languageChanged);

let rounds = null; // null: asking
let chosen = null; // the round's id
let sample = null; // null: asking; {} without units: none was drawn
let stratum = ''; // whose units are shown; all if empty

function languageChanged() {
  if (rounds?.failure || sample?.failure) load();
}

async function load() {
  rounds = null;
  redraw();
  rounds = await answer('/api/rounds', (body) => body.rounds);
  if (rounds.length > 0) await open(wantedRound() ?? (rounds.find((round) => round.sample !== null) ?? rounds[0]).round);
  redraw();
}

async function open(round) {
  chosen = round;
  sample = null;
  stratum = '';
  history.replaceState(null, '', `?round=${encodeURIComponent(round)}`);
  redraw();
  const found = await answer(`/api/rounds/${encodeURIComponent(round)}/sample`, (body) => ({...body.sample, whole: body.whole}));
  if (chosen !== round) return;
  sample = found;
  redraw();
}

// What was drawn

const chance = (probability) => (probability === 1 ? '1' : decimal(probability, probability < 0.001 ? 6 : 4));

const clusters = () => (sample.areaStages === 2 ? sample.ssus : sample.psus);

/** The strata of the design. A self-representing unit is one of its own, and what is drawn in it are the PSUs. */
function strata() {
  const found = new Map();
  const of = (unit) => {
    if (!found.has(unit.stratum)) {
      found.set(unit.stratum, {stratum: unit.stratum, certain: null, psus: new Set(), clusters: [], households: 0});
    }
    return found.get(unit.stratum);
  };
  for (const unit of [...sample.psus, ...sample.ssus]) {
    if (unit.selfRepresenting) of(unit).certain = unit;
    else of(unit).psus.add(unit.psu);
  }
  for (const cluster of clusters()) {
    of(cluster).clusters.push(cluster);
    of(cluster).households += cluster.households;
  }
  // In a cluster that is self-representing the households are the PSUs.
  for (const each of found.values()) {
    each.count = each.certain && each.psus.size === 0 ? each.households : each.psus.size;
  }
  return [...found.values()].sort((a, b) => (a.stratum < b.stratum ? -1 : 1));
}

// Drawing

const pair = (name, value) => html`<dt>${name}</dt><dd>${value}</dd>`;

const factsPart = () => html`<section class="stack" aria-labelledby="samples-facts">
  <h2 id="samples-facts">${sample.name}</h2>
  ${sample.whole ? nothing : html`<p class="banner" id="samples-part">${words().onlyOwnAreas}</p>`}
  <dl class="pairs">
    ${pair(words().samplesFrame, words().samplesFrameOf(sample.frame.id, day(sample.frame.date)))}
    ${pair(words().samplesHash, html`<span class="hash">${sample.frame.sha256}</span>`)}
    ${pair(words().samplesSeed, html`<span class="hash">${sample.seed}</span>`)}
    ${sample.panelRound > 1 ? pair(words().samplesPanel, number(sample.panelRound)) : nothing}
    ${pair(words().samplesFirst, number(sample.psus.length))}
    ${sample.areaStages === 2 ? pair(words().samplesSecond, number(sample.ssus.length)) : nothing}
    ${pair(words().samplesHouseholds, sample.households === 0 ? words().samplesNotYet : number(sample.households))}
    ${pair(words().samplesPersons, sample.persons === 0 ? words().samplesNotYet : number(sample.persons))}
  </dl>
  <p class="downloads">
    <a class="button button-main" href=${`/samples/${encodeURIComponent(chosen)}/lists${languageQuery()}`} target="_blank" rel="noopener">
      ${words().samplesPrint}
    </a>
    ${sample.whole ? download('psus.csv', words().samplesFirstCsv) : nothing}
    ${sample.whole && sample.areaStages === 2 ? download('ssus.csv', words().samplesSecondCsv) : nothing}
    ${sample.whole && sample.households > 0 ? download('households.csv', words().samplesHouseholdsCsv) : nothing}
    ${sample.whole && sample.archive
      ? html`<a class="button" href=${`/api/rounds/${encodeURIComponent(chosen)}/sample.zip`} download>
          ${words().samplesArchive}
        </a>`
      : nothing}
  </p>
</section>`;

const download = (file, name) => html`<a
  class="button"
  href=${`/api/rounds/${encodeURIComponent(chosen)}/sample/${file}`}
  download
>
  ${name}
</a>`;

const range = (found) => {
  if (found.length === 0) return words().samplesNotYet;
  const chances = found.map((cluster) => cluster.inclusionProbability);
  const least = chance(Math.min(...chances));
  const most = chance(Math.max(...chances));
  return least === most ? least : `${least} – ${most}`;
};

const strataPart = () => html`<section class="stack" aria-labelledby="samples-strata-title">
  <h2 id="samples-strata-title">${words().samplesStrata}</h2>
  <table class="table" id="samples-strata">
    <thead>
      <tr>
        <th scope="col">${words().samplesStratum}</th>
        <th scope="col" class="number">${words().samplesPsus}</th>
        <th scope="col" class="number">${words().samplesClusters}</th>
        <th scope="col" class="number">${words().samplesHouseholds}</th>
        <th scope="col" class="number">${words().samplesChances}</th>
      </tr>
    </thead>
    <tbody>
      ${strata().map(
        (each) => html`<tr>
          ${cell(
            words().samplesStratum,
            html`${stratumLabel(each.stratum)}
            ${each.certain ? html`<span class="mark">${words().samplesCertainOf(each.certain.name)}</span>` : nothing}`,
          )}
          ${cell(words().samplesPsus, each.count === 0 ? words().samplesNotYet : number(each.count), true)}
          ${cell(words().samplesClusters, number(each.clusters.length), true)}
          ${cell(words().samplesHouseholds, number(each.households), true)}
          ${cell(words().samplesChances, range(each.clusters), true)}
        </tr>`,
      )}
    </tbody>
  </table>
  <p class="small quiet">${words().samplesStrataHow}</p>
</section>`;

const unitsTable = (id, title, units, last) => html`<h3 id=${`${id}-title`}>${title}</h3>
  <table class="table" id=${id} aria-labelledby=${`${id}-title`}>
    <thead>
      <tr>
        <th scope="col">${words().samplesUnit}</th>
        <th scope="col">${words().samplesStratum}</th>
        <th scope="col" class="number">${words().samplesSize}</th>
        <th scope="col" class="number">${words().samplesChance}</th>
        <th scope="col" class="number">${words().samplesInclusion}</th>
        ${last
          ? html`<th scope="col" class="number">${words().samplesHouseholds}</th>
              <th scope="col">${words().samplesSurveyor}</th>`
          : nothing}
      </tr>
    </thead>
    <tbody>
      ${units.map(
        (unit) => html`<tr>
          ${cell(
            words().samplesUnit,
            html`<strong>${unit.name}</strong> ${unit.code}
              ${unit.selfRepresenting ? html`<span class="mark">${words().samplesCertain}</span>` : nothing}
              ${unit.kept ? html`<span class="mark">${words().samplesKept}</span>` : nothing}
              <span class="quiet small line">
                ${unit.within}${unit.segments > 1 ? ` · ${words().samplesSegment(unit.segment, unit.segments)}` : ''}
              </span>`,
          )}
          ${cell(words().samplesStratum, stratumLabel(unit.stratum))} ${cell(words().samplesSize, number(unit.size), true)}
          ${cell(words().samplesChance, chance(unit.probability), true)}
          ${cell(words().samplesInclusion, chance(unit.inclusionProbability), true)}
          ${last
            ? html`${cell(words().samplesHouseholds, unit.households === 0 ? '–' : number(unit.households), true)}
              ${cell(words().samplesSurveyor, unit.surveyor ?? '–')}`
            : nothing}
        </tr>`,
      )}
    </tbody>
  </table>`;

const within = (unit) => stratum === '' || unit.stratum === stratum;

const unitsPart = () => html`<section class="stack" aria-labelledby="samples-units">
  <h2 id="samples-units">${words().samplesUnits}</h2>
  <div class="day">
    <label class="label" for="samples-stratum">${words().samplesStratum}</label>
    <select
      id="samples-stratum"
      class="input"
      @change=${(event) => {
        stratum = event.target.value;
        redraw();
      }}
    >
      <option value="" ?selected=${stratum === ''}>${words().samplesAllStrata}</option>
      ${strata().map(
        (each) => html`<option value=${each.stratum} ?selected=${each.stratum === stratum}>${stratumLabel(each.stratum)}</option>`,
      )}
    </select>
  </div>
  ${unitsTable('samples-first', words().samplesFirst, sample.psus.filter(within), sample.areaStages === 1)}
  ${sample.areaStages === 2
    ? sample.ssus.length === 0
      ? html`<p class="quiet">${words().samplesSecondNone}</p>`
      : unitsTable('samples-second', words().samplesSecond, sample.ssus.filter(within), true)
    : nothing}
</section>`;

const samplePart = () =>
  answered(sample, load, () =>
    sample.psus === undefined
      ? empty(words().samplesNone, words().samplesNoneHow(chosen))
      : html`${factsPart()} ${strataPart()} ${unitsPart()}`,
  );

const page = () =>
  answered(rounds, load, () =>
    rounds.length === 0
      ? empty(words().roundsNone, words().samplesRoundsNoneHow)
      : html`<div class="day">${roundChooser('samples-round', rounds, chosen, open)}</div>
          ${samplePart()}`,
  );

load();
