import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, cell, day, decimal, deskPage, empty, number, post, roundChooser, stratumLabel, wantedRound} from '/desk.js';
import {moment, words} from '/words.js';
import '/review-words.js';

// The supervisor's page: how far a round has come, its interviews, and one of them with all that is known about it.

const redraw = deskPage(() => words().reviewPageTitle, () => words().reviewLead, () => page(), languageChanged);

const STATES = ['submitted', 'returned', 'approved', 'rejected', 'void'];
/** What may be decided, by the state; the same list is held by the database. */
const DECISIONS = {submitted: ['void', 'rejected', 'returned', 'approved'], returned: ['void', 'rejected', 'submitted']};
const FOLDS = ['stratum', 'psu', 'surveyor', 'day'];
/** So many rows are read; more are asked for. */
const FEW = 100;
/** Likewise of those with flags, which are cards of their own on a phone. */
const FEWER = 25;

const query = new URLSearchParams(location.search);
const opened = query.get('interview'); // the id of the interview that is open; null: the lists
const filters = {state: query.get('state') ?? 'submitted', surveyor: query.get('surveyor') ?? '', psu: query.get('psu') ?? ''};
let rounds = null; // null: asking
let chosen = wantedRound(); // the round's id; empty: interviews of no round
let progress = null; // null: asking
let listed = null; // {interviews, next}; null: asking
let asked = 0; // which question for a list is the last one: answers to others come too late
let flags = undefined; // what the check found; undefined: nobody asked; null: asking
let flag = ''; // the flag that is shown alone
let unfolded = null; // the groups that are shown as a whole
let interview = null; // null: asking
let told = null; // {good, text} about the last decision
let reasonMissing = false;
let returning = false; // whether a return is being decided: each question has a field for a comment
/** So many earlier revisions are read to say what answers were before. */
const EARLIER = 5;
let earlier = []; // them, the newest first

function languageChanged() {
  // What was typed beside the questions stays there: they are only named anew.
  if (opened) loadInterview(true);
  else if (rounds?.failure || progress?.failure || listed?.failure) load();
}

const address = (changes = {}) => {
  const now = {round: chosen ?? '', ...filters, ...changes};
  return `?${new URLSearchParams(Object.entries(now).filter(([name, value]) => value !== '' || name === 'round' || name === 'state'))}`;
};

async function load() {
  rounds = null;
  redraw();
  rounds = await answer('/api/rounds', (body) => body.rounds);
  if (rounds.failure) return redraw();
  chosen ??= rounds[0]?.round ?? null;
  if (chosen !== null) await Promise.all([loadProgress(), loadList()]);
  redraw();
}

async function loadProgress() {
  const round = chosen;
  progress = null;
  redraw();
  const found = round === '' ? {groups: [], whole: true} : await answer(`/api/rounds/${encodeURIComponent(round)}/progress`, (body) => body);
  if (round !== chosen) return;
  progress = found;
  redraw();
}

const listAddress = (after) => `/api/interviews${address(after ? {after} : {})}`;

async function loadList() {
  const question = ++asked;
  listed = null;
  history.replaceState(null, '', address());
  redraw();
  const found = await answer(listAddress(), (body) => body);
  if (question !== asked) return;
  listed = found;
  redraw();
}

async function loadMore() {
  const question = ++asked;
  const found = await answer(listAddress(listed.next), (body) => body);
  if (question !== asked) return;
  listed = found.failure ? found : {interviews: [...listed.interviews, ...found.interviews], next: found.next};
  redraw();
}

function choose(changes) {
  if ('round' in changes) {
    chosen = changes.round;
    flags = undefined;
  }
  Object.assign(filters, changes.round === undefined ? changes : {surveyor: '', psu: ''});
  return Promise.all([changes.round === undefined ? null : loadProgress(), loadList()]);
}

async function loadFlags() {
  const round = chosen;
  flags = null;
  redraw();
  const found = await answer(`/api/rounds/${encodeURIComponent(round)}/flags`, (body) => body);
  if (round !== chosen) return;
  flags = found;
  redraw();
}

/** `again` leaves on the page what is there until it comes in the other language. */
async function loadInterview(again = false) {
  const question = ++asked;
  if (!again || interview?.failure) interview = null;
  redraw();
  const read = (revision) =>
    answer(`/api/interviews/${encodeURIComponent(opened)}${revision ? `?revision=${encodeURIComponent(revision)}` : ''}`, (body) => body);
  const found = await read(query.get('revision'));
  const before = found.failure
    ? []
    : found.revisions.filter(({revision, quarantined}) => revision < found.revision && !quarantined).slice(-EARLIER).reverse();
  const past = await Promise.all(before.map(({revision}) => read(revision)));
  if (question !== asked) return;
  earlier = past;
  interview = earlier.find(({failure}) => failure) ?? found;
  redraw();
}

async function decide(to) {
  if (to === 'returned' && !returning && interview.content) {
    returning = true;
    reasonMissing = false;
    await redraw();
    document.getElementById('review-commenting').focus();
    return;
  }
  const field = document.getElementById('review-reason');
  const reason = field.value.trim();
  reasonMissing = to !== 'approved' && to !== 'submitted' && reason === '';
  if (reasonMissing) {
    redraw();
    field.focus();
    return;
  }
  const reply = await post(
    `/api/interviews/${encodeURIComponent(opened)}/state`,
    JSON.stringify({revision: interview.current, from: interview.state, to, reason, ...(to === 'returned' ? {comments: comments()} : {})}),
  );
  told = !reply.failure
    ? {good: true, text: words().reviewDone(words().reviewStates[to])}
    : reply.code === '409.2'
      ? {good: false, text: words().reviewTaken(words().reviewStates[reply.details.state])}
      : {good: false, text: reply.message ?? words().startProblemHow};
  if (!reply.failure || reply.code === '409.2') {
    returning = false;
    await loadInterview();
  }
  redraw();
  document.getElementById('review-told')?.focus();
}

/** What stands in the fields beside the questions. */
const comments = () =>
  Array.from(document.querySelectorAll('textarea[data-question]')).flatMap(({dataset, value}) =>
    value.trim() === '' ? [] : [{question: dataset.question, row: JSON.parse(dataset.row), text: value.trim()}],
  );

// The lists

const select = (id, label, value, options, chosenNow) => html`<div>
  <label class="label" for=${id}>${label}</label>
  <select id=${id} class="input" @change=${(event) => chosenNow(event.target.value)}>
    ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
  </select>
</div>`;

const groupsBy = (by) => progress.groups.filter((group) => group.by === by);
const surveyorName = ({group, name}) => name || group || words().reviewNobody;

const groupName = (by, group) =>
  by === 'stratum'
    ? stratumLabel(group.group) || words().reviewOutside
    : by === 'psu'
      ? group.group || words().reviewOutside
      : by === 'surveyor'
        ? surveyorName(group)
        : day(group.group);

const choicesPart = () => {
  const surveyors = progress?.groups ? groupsBy('surveyor').filter(({group}) => group) : [];
  const psus = progress?.groups ? [...new Set(groupsBy('psu').map(({group}) => group))].filter((psu) => psu) : [];
  return html`<div class="choices" id="review-choices">
    ${chosen === '' ? nothing : html`<div>${roundChooser('review-round', rounds, chosen, (round) => choose({round}))}</div>`}
    ${select('review-state', words().reviewState, filters.state, [['', words().reviewAny], ...STATES.map((state) => [state, words().reviewStates[state]])], (state) => choose({state}))}
    ${surveyors.length === 0
      ? nothing
      : select('review-surveyor', words().reviewSurveyor, filters.surveyor, [['', words().reviewAny], ...surveyors.map((one) => [one.group, surveyorName(one)])], (surveyor) => choose({surveyor}))}
    ${psus.length === 0
      ? nothing
      : select('review-psu', words().reviewPsu, filters.psu, [['', words().reviewAny], ...psus.map((psu) => [psu, psu])], (psu) => choose({psu}))}
  </div>`;
};

const figure = (value, label) => html`<p class="figure"><strong>${value}</strong> ${label}</p>`;

const foldPart = (by) => {
  const groups = groupsBy(by);
  if (groups.length === 0) return nothing;
  const persons = by === 'stratum' || by === 'psu';
  const shown = unfolded === by ? groups : groups.slice(0, FEW);
  const head = (label) => html`<th scope="col" class="number">${label}</th>`;
  return html`<details class="fold" id=${`review-by-${by}`}>
    <summary>${words().reviewBy[by]} (${number(groups.length)})</summary>
    <div class="wide"><table class="table outcomes">
      <thead>
        <tr>
          <th scope="col">${words().reviewGroup[by]}</th>
          ${persons ? html`${head(words().reviewSelected)} ${head(words().reviewMet)}` : nothing} ${head(words().reviewInterviews)}
          ${STATES.map((state) => head(words().reviewStates[state]))}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (group) => html`<tr>
            ${cell(words().reviewGroup[by], html`<strong>${groupName(by, group)}</strong>`)}
            ${persons
              ? html`${cell(words().reviewSelected, number(group.selected), true)} ${cell(words().reviewMet, number(group.reached), true)}`
              : nothing}
            ${cell(words().reviewInterviews, number(group.interviews), true)}
            ${STATES.map((state) => cell(words().reviewStates[state], number(group.states[state]), true))}
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${shown.length < groups.length
      ? html`<button type="button" class="button" @click=${() => ((unfolded = by), redraw())}>${words().reviewShowAll(number(groups.length))}</button>`
      : nothing}
  </details>`;
};

const progressPart = () => {
  const [all] = groupsBy('all');
  return html`${progress.whole ? nothing : html`<p class="banner" id="review-part">${words().onlyOwnAreas}</p>`}
    <div class="figures" id="review-figures">
      ${figure(number(all.interviews), words().reviewReceived)}
      ${STATES.filter((state) => state !== 'void' || all.states.void > 0).map((state) => figure(number(all.states[state]), words().reviewStates[state]))}
      ${all.selected === 0 ? nothing : figure(words().reviewOf(number(all.reached), number(all.selected)), words().reviewReached)}
    </div>
    ${FOLDS.map(foldPart)}`;
};

const outcomeText = (outcome) => words().visitsCounts[outcome] ?? '–';

const listPart = () => {
  if (listed.interviews.length === 0) {
    const nothingYet = chosen !== '' && progress?.groups && groupsBy('all')[0].interviews === 0;
    return nothingYet
      ? empty(words().reviewNothing, words().reviewNothingHow)
      : empty(
          filters.state === 'submitted' && !filters.surveyor && !filters.psu ? words().reviewNoneWaiting : words().reviewNone,
          words().reviewNoneHow,
        );
  }
  const head = (label) => html`<th scope="col">${label}</th>`;
  return html`<div class="wide"><table class="table" id="review-interviews">
      <thead>
        <tr>
          ${[words().reviewWhen, words().reviewWhom, words().reviewWhere, words().reviewSurveyor, words().reviewOutcome, words().reviewState, words().reviewFindings].map(head)}
        </tr>
      </thead>
      <tbody>
        ${listed.interviews.map(
          (one) => html`<tr>
            ${cell(words().reviewWhen, html`<a class="open" href=${address({interview: one.interview})}>${moment(one.receivedAt)}</a>`)}
            ${cell(words().reviewWhom, one.selection ?? '–')}
            ${cell(words().reviewWhere, one.psu ? html`${stratumLabel(one.stratum)}, ${one.psu}` : '–')}
            ${cell(words().reviewSurveyor, one.surveyor ?? '–')}
            ${cell(words().reviewOutcome, one.quarantined ? words().reviewQuarantined : outcomeText(one.outcome))}
            ${cell(words().reviewState, words().reviewStates[one.state])} ${cell(words().reviewFindings, words().reviewFindingsOf(one.findings))}
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${listed.next ? html`<p><button type="button" class="button" id="review-more" @click=${loadMore}>${words().reviewListMore}</button></p>` : nothing}`;
};

const toldFlag = ({flag: name, value, other}) => {
  const told = words().reviewFlagValues[name](number(Math.round(value * 10) / 10), decimal(100 * value, 0));
  return html`<span class="line"
    >${words().reviewFlagNames[name]} (${told})${other ? html` <a class="open" href=${address({interview: other})}>${other.slice(0, 8)}</a>` : nothing}</span
  >`;
};

const flaggedPart = () => {
  const [all] = flags.groups;
  if (!all || all.flagged === 0) return empty(words().reviewFlagsNone, words().reviewFlagsNoneHow(number(all?.interviews ?? 0)));
  const found = Object.keys(all.flags).filter((name) => all.flags[name] > 0);
  const wanted = flags.interviews.filter((one) => flag === '' || one.flags.some((each) => each.flag === flag));
  const head = (label) => html`<th scope="col">${label}</th>`;
  return html`<p><strong>${words().reviewFlagged(number(all.flagged), number(all.interviews))}</strong></p>
    <div class="wide"><table class="table outcomes" id="review-flags-surveyors">
      <caption class="quiet">${words().reviewFlagsTable}</caption>
      <thead>
        <tr>${head(words().reviewSurveyor)} ${[words().reviewInterviews, ...found.map((name) => words().reviewFlagNames[name])].map((label) => html`<th scope="col" class="number">${label}</th>`)}</tr>
      </thead>
      <tbody>
        ${flags.groups
          .filter(({by}) => by === 'surveyor')
          .map(
            (group) => html`<tr>
              ${cell(words().reviewSurveyor, html`<strong>${group.group || words().reviewNobody}</strong>`)}
              ${cell(words().reviewInterviews, number(group.interviews), true)}
              ${found.map((name) => cell(words().reviewFlagNames[name], number(group.flags[name]), true))}
            </tr>`,
          )}
      </tbody>
    </table></div>
    ${select('review-flag', words().reviewFlag, flag, [['', words().reviewAny], ...found.map((name) => [name, `${words().reviewFlagNames[name]} (${number(all.flags[name])})`])], (name) => {
      flag = name;
      redraw();
    })}
    <div class="wide"><table class="table" id="review-flagged">
      <thead>
        <tr>${[words().reviewId, words().reviewWhom, words().reviewPsu, words().reviewSurveyor, words().reviewState, words().reviewFlag].map(head)}</tr>
      </thead>
      <tbody>
        ${wanted.slice(0, unfolded === 'flags' ? undefined : FEWER).map(
          (one) => html`<tr>
            ${cell(words().reviewId, html`<a class="open" href=${address({interview: one.interview})}>${one.interview.slice(0, 8)}</a>`)}
            ${cell(words().reviewWhom, one.selection ?? '–')} ${cell(words().reviewPsu, one.psu ?? '–')} ${cell(words().reviewSurveyor, one.surveyor ?? '–')}
            ${cell(words().reviewState, words().reviewStates[one.state])} ${cell(words().reviewFlag, one.flags.map(toldFlag))}
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${wanted.length > FEWER && unfolded !== 'flags'
      ? html`<button type="button" class="button" @click=${() => ((unfolded = 'flags'), redraw())}>${words().reviewShowAll(number(wanted.length))}</button>`
      : nothing}`;
};

const flagsPart = () => html`<section class="stack" aria-labelledby="review-flags">
  <h2 id="review-flags">${words().reviewFlags}</h2>
  <p class="quiet">${words().reviewFlagsHow}</p>
  <p><button type="button" class="button" id="review-check" @click=${loadFlags}>${words().reviewCheck}</button></p>
  <div role="status" class="stack">${flags === undefined ? nothing : answered(flags, loadFlags, flaggedPart, words().reviewChecking)}</div>
</section>`;

const listsPart = () => html`${chosen === '' ? html`<p class="quiet">${words().reviewNoRoundHow}</p>` : answered(progress, load, progressPart)}
  <section class="stack" aria-labelledby="review-list">
    <h2 id="review-list">${chosen === '' ? words().reviewNoRound : words().reviewList}</h2>
    ${choicesPart()} <div role="status" class="stack">${answered(listed, loadList, listPart)}</div>
  </section>
  ${chosen === '' ? nothing : flagsPart()}
  <p>
    <a class="button" href=${chosen === '' ? '/review' : '?round='}>${chosen === '' ? words().reviewByRound : words().reviewNoRound}</a>
  </p>`;

// One interview

/** Questions with an answer to read, of a page or of a row of a repeat, each with the numbers of its rows; the number of those that were not asked is added up. */
function asRead(questions, unasked, row = [], within = []) {
  return questions.flatMap((question) => {
    if (question.type === 'note') return [];
    if (!question.relevant) {
      unasked.count += 1;
      return [];
    }
    if (question.type !== 'repeat') return [{...question, row, within, key: keyOf(question.name, row)}];
    return question.rows.flatMap((inner, at) =>
      asRead(inner.questions, unasked, [...row, at + 1], [...within, keyOf(question.name, row)]).map((one) => ({...one, label: `${words().row(question.label, at + 1)}: ${one.label}`})),
    );
  });
}

const keyOf = (question, row) => [question, ...row].join(' ');

/** The questions of an interview that were asked, by their keys. */
const byKey = ({content}) =>
  new Map((content?.pages ?? []).flatMap((page) => (page.relevant ? asRead(page.questions, {count: 0}) : [])).map((question) => [question.key, question]));

function answerText(question) {
  if (question.missing) return question.missingOptions?.find(({code}) => code === question.missing)?.label ?? question.missing;
  const selected = (question.choices ?? []).filter((choice) => choice.selected).map(({label}) => label);
  return selected.length > 0 ? selected.join('; ') : question.value;
}

/** What an answer was in earlier revisions, the newest first, where it differed from what followed. */
function before(question, revisions) {
  let last = answerText(question) || words().reviewNoAnswer;
  let newer = interview;
  return revisions.flatMap(([older, questions]) => {
    const {revision, revisions: all} = older;
    const {correction} = newer;
    newer = older;
    const then = questions.get(question.key);
    const text = then ? answerText(then) || words().reviewNoAnswer : words().reviewNotAsked;
    if (text === last) return [];
    last = text;
    const {receivedAt, surveyor} = all.find((one) => one.revision === revision);
    return [{text: words().reviewBefore(text, revision, moment(receivedAt), surveyor ?? words().reviewNobody), why: why(question, correction)}];
  });
}

/** The reason that a correction gives for an answer, or for the rows of the repeat that it stands in; null where it needed none or gave none. */
function why({key, within}, correction) {
  if (!correction) return null;
  const {reason, text} = correction.changes.find((one) => [key, ...within].includes(keyOf(one.question, one.row))) ?? {};
  return reason ? words().reviewWhy(words().reviewReasons[reason] ?? reason, text) : null;
}

const commentField = ({name, row, path}) => html`<div>
  <label class="label" id=${`comment-label-${path}`} for=${`comment-${path}`}>${words().reviewComment}</label>
  <textarea
    id=${`comment-${path}`}
    class="input comment"
    rows="2"
    maxlength="500"
    aria-labelledby=${`comment-label-${path} question-${path}`}
    data-question=${name}
    data-row=${JSON.stringify(row)}
  ></textarea>
</div>`;

const answersPart = () => {
  const unasked = {count: 0};
  const past = earlier.map((one) => [one, byKey(one)]);
  const said = (key) => interview.comments.filter(({question, row, revision}) => revision <= interview.revision && keyOf(question, row) === key);
  const pages = interview.content.pages.map((page) => [page, page.relevant ? asRead(page.questions, unasked) : []]);
  return html`<section class="stack" aria-labelledby="review-answers">
    <h2 id="review-answers">${words().reviewAnswers}</h2>
    ${returning ? html`<p class="banner" id="review-commenting" tabindex="-1">${words().reviewCommenting}</p>` : nothing}
    ${pages
      .filter(([, questions]) => questions.length > 0)
      .map(
        ([page, questions]) => html`<div class="card">
          <h3>${page.label}</h3>
          <dl class="facts">
            ${questions.map((question) => {
              const text = answerText(question);
              return html`<div>
                <dt id=${`question-${question.path}`}>${question.label}</dt>
                <dd class=${text ? '' : 'none'}>
                  ${text || words().reviewNoAnswer}
                  ${before(question, past).map(({text, why: reason}) => html`<p class="hint past">${text}${reason ? html`<br />${reason}` : nothing}</p>`)}
                  ${question.finding ? html`<p class="mend">${question.finding.message}</p>` : nothing}
                  ${said(question.key).map(({revision, text}) => html`<p class="hint said">${words().reviewSaid(revision, text)}</p>`)}
                  ${returning ? commentField(question) : nothing}
                </dd>
              </div>`;
            })}
          </dl>
        </div>`,
      )}
    ${unasked.count === 0 ? nothing : html`<p class="small quiet">${words().reviewUnasked(unasked.count)}</p>`}
  </section>`;
};

const minutes = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

const factsPart = () => {
  const revision = interview.revisions.find((one) => one.revision === interview.revision);
  const facts = [
    [words().reviewState, words().reviewStates[interview.state] + (interview.reason ? `: ${interview.reason}` : '')],
    [words().reviewForm, interview.content && `${interview.content.title} (${interview.content.form} ${interview.content.version})`],
    [words().reviewOutcome, interview.outcome && outcomeText(interview.outcome)],
    [words().reviewWhom, interview.selection],
    [words().reviewWhere, interview.psu && `${stratumLabel(interview.stratum)}, ${interview.psu}`],
    [words().reviewSentBy, revision.surveyor],
    [words().reviewWhen, moment(revision.receivedAt)],
    [
      words().reviewLength,
      interview.finishedAt &&
        words().reviewMinutes(moment(interview.openedAt), moment(interview.finishedAt), number(minutes(interview.openedAt, interview.finishedAt))),
    ],
    [words().reviewNote, interview.correction?.note],
    [words().reviewId, `${interview.interview}, ${words().reviewRevision(interview.revision, interview.revisions.at(-1).revision)}`],
  ];
  return html`<div class="card"><dl class="pairs" id="review-facts">
    ${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
  </dl></div>`;
};

const noticesPart = () => {
  const current = interview.revision === interview.current;
  const loose = interview.findings.filter(({question}) => question === '');
  const last = interview.revisions.at(-1).revision;
  // Whichever of the two is looked at, the reader learns of the other.
  const late = last > interview.current && (current || interview.revision > interview.current);
  const [told, other] = current ? [last, last] : [interview.revision, interview.current];
  return html`${late ? html`<div class="banner banner-warn" id="review-late">
        <p>${words().reviewLate(told, interview.current)}</p>
        <p><a class="button" href=${address({interview: opened, revision: other})}>${words().reviewLateOpen(other)}</a></p>
      </div>` : nothing}
    ${current || late
      ? nothing
      : html`<div class="banner banner-warn">
          <p>${words().reviewOtherRevision(interview.current)}</p>
          <p><a class="button" href=${address({interview: opened})}>${words().reviewNewest}</a></p>
        </div>`}
    ${interview.quarantine ? html`<p class="banner banner-warn" id="review-quarantine">${words().reviewQuarantineHow(interview.quarantine)}</p>` : nothing}
    ${interview.outsideAreas ? html`<p class="banner">${words().reviewOutsideAreas}</p>` : nothing}
    ${interview.conflicts > 0 ? html`<p class="banner banner-warn">${words().reviewConflicts(interview.conflicts)}</p>` : nothing}
    ${loose.length === 0 ? nothing : html`<ul class="findings stack-close">${loose.map(({message}) => html`<li lang="vi">${message}</li>`)}</ul>`}`;
};

const eventText = ({action, revision, details}) =>
  action === 'interview.received'
    ? words().reviewReceivedEvent(revision)
    : action === 'interview.moved'
      ? html`${words().reviewMoved(words().reviewStates[details.from], words().reviewStates[details.to], details.reason)}${saidThen(details.version)}`
      : action;

/** The comments of a return, which its version names. */
function saidThen(version) {
  const said = interview.comments.filter((one) => String(one.version) === version);
  if (said.length === 0) return nothing;
  const questions = byKey(interview);
  return html`<ul>
    ${said.map(({question, row, text}) => html`<li>${questions.get(keyOf(question, row))?.label ?? [question, ...row].join(' ')}: ${text}</li>`)}
  </ul>`;
}

const historyPart = () => html`<section class="stack" aria-labelledby="review-history-title">
  <h2 id="review-history-title">${words().reviewHistory}</h2>
  <ul class="stack-close" id="review-history">
    ${interview.history.map((event) => html`<li>${moment(event.at)} – <strong>${event.actor}</strong>: ${eventText(event)}</li>`)}
  </ul>
</section>`;

async function keep() {
  returning = false;
  reasonMissing = false;
  await redraw();
  document.querySelector('[data-to=returned]').focus();
}

const decidePart = () => {
  const decisions = returning
    ? ['returned']
    : (DECISIONS[interview.state] ?? []).filter((to) => to !== 'approved' || !interview.quarantine);
  if (interview.revision !== interview.current) return nothing;
  if (decisions.length === 0) return html`<p class="quiet">${words().reviewDecided}</p>`;
  return html`<section class="card stack" aria-labelledby="review-decide">
    <h2 id="review-decide">${words().reviewDecide}</h2>
    <div>
      <label class="label" for="review-reason">${words().reviewReason}</label>
      <p class="hint" id="review-reason-how">${words().reviewReasonHow}</p>
      <textarea
        id="review-reason"
        class="input"
        maxlength="2000"
        aria-describedby="review-reason-how${reasonMissing ? ' review-reason-missing' : ''}"
        aria-invalid=${reasonMissing ? 'true' : nothing}
      ></textarea>
      ${reasonMissing ? html`<p class="mend" id="review-reason-missing" role="alert">${words().reviewReasonMissing}</p>` : nothing}
    </div>
    <div class="actions">
      ${returning ? html`<button type="button" class="button" id="review-keep" @click=${keep}>${words().reviewKeep}</button>` : nothing}
      ${decisions.map(
        (to) => html`<button
          type="button"
          class="button ${to === 'approved' ? 'button-main' : to === 'void' || to === 'rejected' ? 'button-danger' : ''}"
          data-to=${to}
          @click=${() => decide(to)}
        >
          ${words().reviewTo[to]}
        </button>`,
      )}
    </div>
  </section>`;
};

const interviewPart = () => html`${noticesPart()} ${factsPart()} ${interview.content ? answersPart() : nothing} ${historyPart()} ${decidePart()}`;

const page = () =>
  opened
    ? html`<p><a class="button" id="review-back" href=${address()}>${words().reviewBack}</a></p>
        ${told ? html`<p class="banner ${told.good ? 'banner-good' : 'banner-warn'}" id="review-told" role="alert" tabindex="-1">${told.text}</p>` : nothing}
        ${answered(interview, loadInterview, interviewPart)}`
    : answered(rounds, load, () =>
        chosen === null ? html`${empty(words().roundsNone, words().visitsRoundsNoneHow)} <p><a class="button" href="?round=">${words().reviewNoRound}</a></p>` : listsPart(),
      );

if (opened) loadInterview();
else load();
