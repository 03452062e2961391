// The strata of a plan that a stored frame makes: which frame, of which day, which part of it, grouped by what.
import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {ask, inLanguage, stratumLabel} from '/desk.js';
import {count} from '/sample/figures.js';
import {words} from '/words.js';

const FILE = /^([a-z][a-z0-9_-]{0,39})-([1-9][0-9]{0,8})-(\d{4}-\d{2}-\d{2})\.csv$/;

let frames = null; // all stored versions; null until they are known
let held = null; // what the chosen frame holds: {file, content}
let changed = () => {};

/** Asks for the stored frames; `told` is called whenever something is known or chosen. */
export async function loadFrames(plan, told) {
  changed = told;
  const {body} = await ask('/api/frames');
  frames = body?.frames ?? [];
  await hold(plan);
}

/** The frame that a plan names: `{id, version, date}`, or null. */
const named = (plan) => {
  const found = FILE.exec(plan.frame?.file ?? '');
  return found ? {id: found[1], version: Number(found[2]), date: found[3]} : null;
};

async function hold(plan) {
  const frame = named(plan);
  const file = plan.frame?.file;
  if (frame && held?.file !== file) {
    const {body} = await ask(`/api/frames/${frame.id}/${frame.version}?date=${frame.date}`);
    held = body && plan.frame?.file === file ? {file, content: body.content} : null;
  }
  changed();
}

function choose(plan, id, version, date) {
  const other = named(plan)?.id !== id;
  plan.frame = {file: `${id}-${version}-${date}.csv`, date};
  if (other) plan.strata = {by: []};
  plan.stages = plan.stages?.length > 0 ? plan.stages : [{unit: 'commune'}];
  delete plan.stages[0].count;
  plan.name ||= 'kap-sample';
  changed();
  hold(plan);
}

function source(plan, value) {
  if (value === '') {
    delete plan.frame;
    changed();
    return;
  }
  const frame = frames.find((each) => `${each.frame}/${each.version}` === value);
  choose(plan, frame.frame, frame.version, frame.date);
}

const toggled = (list, value, on) => {
  const rest = (list ?? []).filter((each) => each !== value);
  return on ? [...rest, value] : rest;
};

/** Where the strata come from. */
export const sourcePart = (plan) => {
  const frame = named(plan);
  const value = frame ? `${frame.id}/${frame.version}` : '';
  const unknown = plan.frame && !frames?.some((each) => `${each.frame}/${each.version}` === value);
  return html`<div class="entry entry-plain">
    <div class="field field-name">
      <label for="strata-source">${words().strataSource}</label>
      <select id="strata-source" class="input" @change=${(event) => source(plan, event.target.value)}>
        <option value="" ?selected=${!plan.frame}>${words().strataByHand}</option>
        ${unknown ? html`<option value=${value} selected disabled>${plan.frame.file}</option>` : nothing}
        ${(frames ?? []).map(
          (each) => html`<option
            value=${`${each.frame}/${each.version}`}
            ?selected=${value === `${each.frame}/${each.version}`}
          >
            ${words().strataOfFrame(inLanguage(each.name), each.frame, each.version)}
          </option>`,
        )}
      </select>
      ${frames?.length === 0
        ? html`<div class="stack-close">
            <p class="small quiet">${words().strataNoFrame}</p>
            <p class="downloads"><a class="button" href="/frame">${words().frameLink}</a></p>
          </div>`
        : nothing}
    </div>
  </div>`;
};

const check = (id, name, checked, write) => html`<label class="choice">
  <input type="checkbox" id=${id} .checked=${live(checked)} @change=${(event) => write(event.target.checked)} />
  <span class="choice-mark"></span>
  ${name}
</label>`;

const choices = (id, title, content) => html`<div class="field field-wide" role="group" aria-labelledby=${id}>
  <span class="field-label" id=${id}>${title}</span>
  <div class="choices choices-beside">${content}</div>
</div>`;

/** Day, level, part and grouping of the frame, and the strata that they make. */
export function framePart(plan, strata) {
  const frame = named(plan);
  if (!frame) return nothing;
  const content = held?.file === plan.frame.file ? held.content : null;
  const [stage] = plan.stages;
  const by = plan.strata?.by ?? [];
  const merge = plan.strata?.merge ?? {};
  const write = (change) => {
    change();
    changed();
  };
  return html`<div class="entry">
      <div class="field field-name">
        <label for="strata-date">${words().frameAsOf}</label>
        <input
          id="strata-date"
          class="input"
          type="date"
          .value=${frame.date}
          @change=${(event) => event.target.value && choose(plan, frame.id, frame.version, event.target.value)}
        />
      </div>
      ${content ? contentPart(plan, content, stage, by, write) : html`<p class="quiet">${words().frameAsOfWrong}</p>`}
    </div>
    ${strata.length === 0 ? nothing : tablePart(plan, strata, merge, write)}`;
}

function contentPart(plan, content, stage, by, write) {
  const provinces = new Map(content.types.map((type) => [type.province, type.provinceName]));
  const levels = [...new Set(content.types.map((type) => type.level))].filter((level) => level !== 'province');
  const flags = content.flags.filter((flag) => flag.level === stage.unit).map((flag) => flag.flag);
  const properties = [...(provinces.size > 1 ? ['province'] : []), 'type', 'setting', ...new Set(flags)];
  const name = (property) => words().strataProperties[property] ?? inLanguage(content.flagNames[property]);
  const within = plan.frame.within ?? [];
  return html`<div class="field field-name">
      <label for="strata-level">${words().strataLevel}</label>
      <select id="strata-level" class="input" @change=${(event) => write(() => (stage.unit = event.target.value))}>
        ${levels.map(
          (level) => html`<option value=${level} ?selected=${level === stage.unit}>${words().frameLevels[level]}</option>`,
        )}
      </select>
    </div>
    <div class="field field-name">
      <label for="strata-size">${words().strataSize}</label>
      <select id="strata-size" class="input" @change=${(event) => write(() => (stage.size = event.target.value))}>
        ${Object.entries(content.groups).map(
          ([group, title]) => html`<option value=${group} ?selected=${group === (stage.size ?? 'population')}>
            ${inLanguage(title)}
          </option>`,
        )}
      </select>
    </div>
    ${provinces.size < 2
      ? nothing
      : choices(
          'strata-within',
          words().strataWithin,
          [...provinces].map(([code, title]) =>
            check(`strata-within-${code}`, title, within.includes(code), (on) =>
              write(() => {
                const now = toggled(within, code, on);
                if (now.length === 0) delete plan.frame.within;
                else plan.frame.within = now;
              })),
          ),
        )}
    ${choices(
      'strata-by',
      words().strataBy,
      properties.map((property) =>
        check(`strata-by-${property}`, name(property), by.includes(property), (on) =>
          // Labels of other groupings mean other strata: what was merged is no more.
          write(() => (plan.strata = {by: properties.filter((each) => toggled(by, property, on).includes(each))})),
        ),
      ),
    )}`;
}

const tablePart = (plan, strata, merge, write) => html`<table class="figures" id="strata-made">
    <thead>
      <tr>
        <th scope="col">${words().samplesStratum}</th>
        <th scope="col">${words().framePopulation}</th>
        <th scope="col">${words().sampleFields.strata.clusters}</th>
        <th scope="col">${words().strataMerge}</th>
      </tr>
    </thead>
    <tbody>
      ${strata.map(
        ({stratum, population, clusters}, i) => html`<tr>
          <th scope="row">${stratumLabel(stratum)}</th>
          <td data-heading=${words().framePopulation}>${count(population)}</td>
          <td data-heading=${words().sampleFields.strata.clusters}>${count(clusters)}</td>
          <td data-heading=${words().strataMerge}>
            <select
              class="input"
              id=${`strata-merge-${i}`}
              aria-label=${words().strataMergeOf(stratumLabel(stratum))}
              @change=${(event) =>
                write(() => (plan.strata = {...plan.strata, merge: {...merge, [stratum]: event.target.value}}))}
            >
              <option value="" selected>–</option>
              ${strata
                .filter((other) => other.stratum !== stratum)
                .map((other) => html`<option value=${other.stratum}>${stratumLabel(other.stratum)}</option>`)}
            </select>
          </td>
        </tr>`,
      )}
    </tbody>
  </table>
  ${Object.entries(merge).map(
    ([from, into]) => html`<p class="small">
      ${words().strataMerged(stratumLabel(from), stratumLabel(into))}
      <button
        type="button"
        class="button button-plain"
        @click=${() =>
          write(() => {
            const rest = {...merge};
            delete rest[from];
            plan.strata = {...plan.strata, merge: rest};
          })}
      >
        ${words().strataUnmerge}<span class="out-of-sight"> ${stratumLabel(from)}</span>
      </button>
    </p>`,
  )}`;
