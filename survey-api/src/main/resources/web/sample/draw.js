// Drawing the areas of the plan from its stored frame, and keeping them as the sample of a round.
import {html, nothing} from '/lib/lit-html/lit-html.js';
import {live} from '/lib/lit-html/directives/live.js';
import {ask, findings, inLanguage, number, post, unlessTyping} from '/desk.js';
import {words} from '/words.js';

let rounds = null; // those that have no sample and are not locked
let round = '';
let busy = false;
let drawn = null; // what was drawn last: {round, psus, ssus, notes}
let failure = null; // {text, faults}
let told = () => {};

/** Asks for the rounds; `changed` is called whenever something here is another. */
export async function loadRounds(changed) {
  told = changed;
  const {body} = await ask('/api/rounds');
  rounds = (body?.rounds ?? []).filter((each) => each.sample === null && each.lockedAt === null);
  if (!rounds.some((each) => each.round === round)) round = rounds[0]?.round ?? '';
  told();
}

const later = (plan, unit) => plan.stages.find((stage) => stage.unit === unit);

/** Writes how many are drawn at a later stage; the units of a cluster follow. */
function write(plan, unit, text) {
  const count = Number(text);
  const order = ['residential_group', 'household', 'person'];
  const rest = plan.stages.filter((stage, i) => i === 0 || (stage.unit !== unit && stage.unit !== 'person'));
  if (/^[1-9]\d*$/.test(text.trim())) rest.push({...(later(plan, unit) ?? {unit}), count});
  const household = rest.some((stage) => stage.unit === 'household');
  const groups = plan.groups.map((group) => group.id).filter((id) => id && !id.includes(' '));
  if (household && groups.length > 0) rest.push(later(plan, 'person') ?? {unit: 'person', groups});
  plan.stages = [rest[0], ...rest.slice(1).sort((a, b) => order.indexOf(a.unit) - order.indexOf(b.unit))];
  const households = later(plan, 'household')?.count;
  if (households) plan.size.take = households * (plan.stages[1].unit === 'residential_group' ? plan.stages[1].count : 1);
}

async function draw(plan, text) {
  failure = plan.seed?.trim() ? null : {text: words().drawSeedFirst, faults: []};
  drawn = null;
  busy = failure === null;
  told();
  if (!busy) return document.getElementById('draw-seed').focus();
  const reply = await post(`/api/rounds/${encodeURIComponent(round)}/sample`, text);
  busy = false;
  if (reply.body) {
    drawn = reply.body;
    await loadRounds(told);
  } else {
    failure = {
      text: reply.failure === 'offline' ? words().frameOffline : reply.message,
      faults: reply.faults ?? [],
    };
  }
  told();
}

const count = (plan, unit, label, changed) => html`<div class="field">
  <label for=${`draw-${unit}`}>${label}</label>
  <input
    id=${`draw-${unit}`}
    class="input input-figure"
    inputmode="numeric"
    autocomplete="off"
    .value=${live(unlessTyping(`draw-${unit}`, String(later(plan, unit)?.count ?? '')))}
    @change=${(event) => {
      write(plan, unit, event.target.value);
      changed();
    }}
  />
</div>`;

/** The card; `text()` is the plan as it is sent. Whether it can be drawn the service says: a button that waits for that loses presses. */
export const drawPart = (plan, text, changed) => html`<div class="entry entry-plain">
    <div class="field field-name">
      <label for="draw-seed">${words().samplesSeed}</label>
      <input
        id="draw-seed"
        class="input"
        autocomplete="off"
        .value=${live(unlessTyping('draw-seed', plan.seed ?? ''))}
        @change=${(event) => {
          if (event.target.value.trim() === '') delete plan.seed;
          else plan.seed = event.target.value;
          changed();
        }}
      />
    </div>
    ${plan.stages[0].unit === 'commune' ? count(plan, 'residential_group', words().drawGroups, changed) : nothing}
    ${count(plan, 'household', words().drawHouseholds, changed)}
    <div class="field field-name">
      <label for="draw-round">${words().drawRound}</label>
      <select
        id="draw-round"
        class="input"
        @change=${(event) => {
          round = event.target.value;
          told();
        }}
      >
        ${(rounds ?? []).map(
          (each) => html`<option value=${each.round} ?selected=${each.round === round}>
            ${inLanguage(each.title)} (${each.round})
          </option>`,
        )}
      </select>
      ${rounds?.length === 0
        ? html`<div class="stack-close">
            <p class="small quiet">${words().drawNoRound}</p>
            <p class="downloads"><a class="button" href="/rounds">${words().roundsLink}</a></p>
          </div>`
        : nothing}
    </div>
  </div>
  <div class="actions">
    <button
      type="button"
      id="draw"
      class="button button-main"
      ?disabled=${busy || round === ''}
      @click=${() => draw(plan, text())}
    >
      ${words().draw}
    </button>
  </div>
  <div id="draw-state" role="status">
    ${drawn
      ? html`<p class="banner banner-good">
          ${words().drawDone(number(drawn.psus), number(drawn.ssus))}
          </p>
        ${drawn.notes.length === 0
          ? nothing
          : html`<ul id="draw-notes" class="findings stack-close">${drawn.notes.map((note) => html`<li>${inLanguage(note)}</li>`)}</ul>`}
        <p class="downloads">
          <a class="button" href=${`/samples?round=${encodeURIComponent(drawn.round)}`}>${words().drawSee}</a>
        </p>`
      : nothing}
    ${failure ? html`<p class="banner banner-bad">${failure.text}</p>` : nothing}
  </div>
  ${failure ? findings(failure.faults, 'findings bad stack-close') : nothing}`;
