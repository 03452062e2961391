import {html, nothing} from '/lib/lit-html/lit-html.js';
import '/form/correction-words.js';
import {typedOf} from '/form/edge.js';
import {Session} from '/form/interview.js';
import {answerWords} from '/form/questions.js';
import {moment, words} from '/words.js';

// An interview that was returned, in the hands of who corrects it: what was said of it stands at its questions, and every answer that
// is another one than in the revision that was returned needs a reason.

const REASONS = ['slip', 'respondent', 'asked-again', 'other'];

/** Characters of a text that somebody writes here. */
const LONGEST = 300;

const keyOf = (name, row) => [name, ...row].join(' ');

/** Every item of a page, a repeat and what stands in its rows too, with the numbers of its rows from 1. */
const places = (items, row = []) =>
  items.flatMap((item) => [
    {item, row, key: keyOf(item.name, row)},
    ...(item.rows ?? []).flatMap((inner, at) => places(inner.questions, [...row, at + 1])),
  ]);

/** What is different in `now`: of a repeat that has more or fewer rows than before, the repeat alone. */
function differences(now, before) {
  const cut = [];
  return now.filter(({item, row, key}) => {
    const then = before.get(key);
    if (!item.relevant || item.type === 'note' || item.readOnly || !then?.relevant) return false;
    if (cut.some((prefix) => row.length > prefix.row.length && prefix.items.has(item))) return false;
    if (!item.rows) return item.value !== then.value || item.missing !== then.missing;
    if (item.rows.length === then.rows.length) return false;
    cut.push({row, items: new Set(places(item.rows.flatMap(({questions}) => questions)).map((one) => one.item))});
    return true;
  });
}

/**
 * Has the form show what was said and ask for reasons.
 *
 * @param form the controller of /form.js, which is given `said`, `returned` and `corrected` to draw, and another `finish`
 * @param interview with `base`, what was returned; its `correction` is what is sent of it
 * @param changed keeps the draft and draws anew
 * @return where it begins: the review
 */
export function correct(form, questionnaire, session, interview, changed) {
  const {base} = interview;
  interview.correction ??= {openedAt: new Date().toISOString(), note: '', changes: []};
  const {correction} = interview;
  const before = new Session(questionnaire, base, session.lang);
  let attempted = false;

  // What the respondent filled in alone was not for the surveyor, and is not now.
  for (const page of session.state.pages) if (page.selfFill && page.relevant) form.handedBack.add(page.name);

  const open = () => session.state.pages.filter((page) => page.relevant && !form.locked(page));

  const said = (key) => base.comments.filter(({question, row}) => keyOf(question, row) === key);

  const changes = () => {
    if (before.lang !== session.lang) before.language = session.lang;
    const then = new Map(before.state.pages.flatMap((page) => places(page.questions)).map(({key, item}) => [key, item]));
    return differences(open().flatMap((page) => places(page.questions)), then).map((one) => ({...one, then: then.get(one.key)}));
  };

  const reasonOf = ({item, row, key}) =>
    correction.changes.find((one) => keyOf(one.question, one.row) === key) ?? {question: item.name, row, reason: '', text: ''};

  const give = (one, given) => {
    const reason = {...reasonOf(one), ...given};
    correction.changes = [...correction.changes.filter((other) => keyOf(other.question, other.row) !== one.key), reason];
    changed();
  };

  const isGiven = ({reason, text}) => reason !== '' && (reason !== 'other' || text.trim() !== '');

  /** The first choice is a way to the others: ten ages that were typed into the wrong row have one reason. */
  const giveAll = (all) => {
    const {reason, text} = reasonOf(all[0]);
    for (const one of all) if (!isGiven(reasonOf(one))) give(one, {reason, text});
  };

  const saidTemplate = (comments) =>
    comments.map(({text}) => html`<p class="banner said"><strong>${words().correctionSaid}</strong> ${text}</p>`);

  form.said = (question) => {
    const place = session.state.pages.flatMap((page) => places(page.questions)).find(({item}) => item.path === question.path);
    return place && base.comments.length > 0 ? saidTemplate(said(place.key)) : nothing;
  };

  form.returned = () => {
    const pages = open().map((page) => [page, new Map(places(page.questions).map((one) => [one.key, one.item]))]);
    const line = ({question, row, text}) => {
      const key = keyOf(question, row);
      const [page, items] = pages.find(([, found]) => found.get(key)?.relevant) ?? [];
      const item = items?.get(key);
      return html`<li>
        ${item
          ? html`<button type="button" @click=${() => form.go(page.name, item.path)}>${item.label}${row.length > 0 ? ` (${row.join('.')})` : ''}</button>`
          : html`<span>${words().correctionNotShown}</span>`}
        <p>${text}</p>
      </li>`;
    };
    return html`<section class="banner banner-warn" id="returned" aria-labelledby="returned-title">
      <h2 id="returned-title">${words().correctionTitle(moment(base.at))}</h2>
      ${base.reason ? html`<p>${base.reason}</p>` : nothing}
      ${base.comments.length === 0 ? nothing : html`<ul class="links">${base.comments.map(line)}</ul>`}
      ${interview.returned?.settled ? html`<p><strong>${words().correctionSettled}</strong></p>` : html`<p>${words().correctionHow}</p>`}
    </section>`;
  };

  const told = ({item}) =>
    item.rows ? words().correctionRows(item.rows.length) : (answerWords(item, typedOf(item.type, item.value, session.lang)) ?? words().noAnswer);

  const changeTemplate = (one, at, all) => {
    const {reason, text} = reasonOf(one);
    const name = `reason-${one.item.path}`;
    const wanting = attempted && !isGiven({reason, text});
    return html`<li class="stack-close">
      <p>
        <strong>${one.item.label}${one.row.length > 0 ? ` (${one.row.join('.')})` : ''}</strong><br />
        ${told({item: one.then})} → ${told(one)}
      </p>
      <label class="label" for=${name}>${words().correctionReason}<span class="out-of-sight">: ${one.item.label}</span></label>
      <select
        id=${name}
        class="input"
        aria-invalid=${String(wanting)}
        aria-describedby=${wanting ? `${name}-mend` : nothing}
        @change=${(event) => give(one, {reason: event.target.value})}
      >
        <option value="" ?selected=${reason === ''}>${words().correctionChoose}</option>
        ${REASONS.map((code) => html`<option value=${code} ?selected=${reason === code}>${words().correctionReasons[code]}</option>`)}
      </select>
      ${reason === 'other'
        ? html`<label class="label" for="${name}-text">${words().correctionOther}<span class="out-of-sight">: ${one.item.label}</span></label>
            <input
              id="${name}-text"
              class="input"
              maxlength=${LONGEST}
              autocomplete="off"
              .value=${text}
              @change=${(event) => give(one, {text: event.target.value})}
            />`
        : nothing}
      ${wanting ? html`<p class="mend" id="${name}-mend">${words().correctionWanting}</p>` : nothing}
      ${at === 0 && all.length > 1 && isGiven({reason, text}) && all.some((other) => !isGiven(reasonOf(other)))
        ? html`<button type="button" class="button" id="reason-all" @click=${() => giveAll(all)}>${words().correctionAll}</button>`
        : nothing}
    </li>`;
  };

  const noteWanting = (all) => all.length === 0 && correction.note.trim() === '';

  form.corrected = () => {
    const all = changes();
    const wanting = attempted && noteWanting(all);
    return html`<section class="card stack" id="corrected" aria-labelledby="corrected-title">
      <h2 id="corrected-title">${words().correctionChanges(all.length)}</h2>
      ${all.length === 0 ? nothing : html`<ol class="stack">${all.map(changeTemplate)}</ol>`}
      <div>
        <label class="label" for="correction-note">${words().correctionNote}</label>
        <textarea
          id="correction-note"
          class="input"
          rows="2"
          maxlength=${LONGEST}
          aria-invalid=${String(wanting)}
          aria-describedby=${wanting ? 'correction-note-mend' : nothing}
          .value=${correction.note}
          @change=${(event) => {
            correction.note = event.target.value;
            changed();
          }}
        ></textarea>
        ${wanting ? html`<p class="mend" id="correction-note-mend">${words().correctionNoteWanting}</p>` : nothing}
      </div>
    </section>`;
  };

  const {finish} = form;
  form.finish = async () => {
    const all = changes();
    const unsaid = all.find((one) => !isGiven(reasonOf(one)));
    if (unsaid || noteWanting(all)) {
      attempted = true;
      await form.redraw();
      document.getElementById(unsaid ? `reason-${unsaid.item.path}` : 'correction-note')?.focus();
      return;
    }
    correction.changes = all.map((one) => {
      const {question, row, reason, text} = reasonOf(one);
      return {question, row, reason, ...(reason === 'other' && {text: text.trim()})};
    });
    correction.note = correction.note.trim();
    await finish();
  };
  return {name: null};
}
