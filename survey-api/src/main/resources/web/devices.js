import {html, nothing} from '/lib/lit-html/lit-html.js';
import {answer, answered, cell, deskPage, empty, number, post} from '/desk.js';
import {moment, words} from '/words.js';

// The supervisor's page of devices: what has come from each, and which of its interviews are missing.

const redraw = deskPage(() => words().devicesTitle, () => words().devicesLead, () => page(), () => devices?.failure && load());

/** How long a number has to be missing before it is told. */
const hours = encodeURIComponent(new URLSearchParams(location.search).get('hours') ?? '1');

let devices = null; // null: asking

async function load() {
  devices = null;
  redraw();
  devices = await answer(`/api/devices?hours=${hours}`, (body) => body.devices);
  redraw();
}

const missing = ({gaps}) =>
  gaps.length === 0
    ? words().devicesComplete
    : html`<strong>${gaps.map(({from, to, since}) => words().devicesGap(from, to, moment(since))).join('; ')}.</strong>
        ${words().devicesDo}`;

const table = () => html`<div class="wide">
  <table class="table">
    <thead>
      <tr>
        <th scope="col">${words().devicesDevice}</th>
        <th scope="col" class="number">${words().devicesInterviews}</th>
        <th scope="col" class="number">${words().devicesHighest}</th>
        <th scope="col">${words().devicesLast}</th>
        <th scope="col">${words().devicesMissing}</th>
      </tr>
    </thead>
    <tbody>
      ${devices.map(
        (device) => html`<tr>
          ${cell(words().devicesDevice, device.device.slice(0, 8))}
          ${cell(words().devicesInterviews, number(device.interviews), true)}
          ${cell(words().devicesHighest, number(device.highest), true)} ${cell(words().devicesLast, moment(device.lastReceivedAt))}
          ${cell(words().devicesMissing, missing(device))}
        </tr>`,
      )}
    </tbody>
  </table>
</div>`;

/** So many interviews, and so many signs of them, does one request take. */
const MOST = 200;
const LONGEST = 1_800_000;

/** What became of the file that was chosen: `{name, lines: [{interview, text}], total, failure}`, the last in words. */
let taken = null;

function* batches(interviews) {
  let batch = [];
  let length = 0;
  for (const one of interviews) {
    const more = JSON.stringify(one).length + 1;
    if (batch.length === MOST || (batch.length > 0 && length + more > LONGEST)) {
      yield batch;
      [batch, length] = [[], 0];
    }
    batch.push(one);
    length += more;
  }
  if (batch.length > 0) yield batch;
}

const became = (sent, {receipt, problem}) => {
  if (problem) return problem.message;
  if (sent.sealed && receipt.sha256 === sent.sha256) return words().queueFileClosed;
  return receipt.status === 'quarantined' ? words().queueFileQuarantined : words().queueFileStored;
};

async function take(file) {
  taken = {name: file.name, lines: [], total: 0};
  redraw();
  let interviews = null;
  try {
    const found = JSON.parse(await file.text());
    if (found.format === 'kap-queue/1' && Array.isArray(found.interviews)) interviews = found.interviews;
  } catch {
    // Told below.
  }
  if (interviews === null) {
    taken.failure = words().queueFileWrong;
    redraw();
    return;
  }
  taken.total = interviews.length;
  for (const batch of batches(interviews)) {
    const reply = await post('/api/interviews', JSON.stringify({interviews: batch}));
    if (reply.failure) {
      taken.failure = reply.message ?? words().queueFileOffline;
      break;
    }
    batch.forEach((sent, at) =>
      taken.lines.push({interview: String(sent.interview), text: became(sent, reply.body.interviews[at])}),
    );
    redraw();
  }
  await load();
}

const takenPart = () => html`<div class="stack-close" role="status" id="taken">
  <p>${words().queueFileTaken(taken.name, taken.lines.length, taken.total)}</p>
  ${taken.failure ? html`<p role="alert"><strong>${taken.failure}</strong></p>` : nothing}
  <ul class="stack-close small">
    ${taken.lines.map(({interview, text}) => html`<li><span class="identifier">${interview.slice(0, 8)}</span> · ${text}</li>`)}
  </ul>
</div>`;

const filePart = () => html`<section class="card stack-close" aria-labelledby="queue-file-title">
  <h2 id="queue-file-title">${words().queueFileTitle}</h2>
  <p class="quiet" id="queue-file-how">${words().queueFileHow}</p>
  <div class="chooser"><input
    id="queue-file"
    type="file"
    accept=".json"
    aria-describedby="queue-file-how"
    @change=${(event) => {
      const [file] = event.target.files;
      // Otherwise choosing the same file again would be no change.
      event.target.value = '';
      if (file) take(file);
    }}
  />
  <label class="button" for="queue-file">${words().queueFileChoose}</label></div>
  ${taken ? takenPart() : nothing}
</section>`;

const page = () => html`${devicesPart()} ${filePart()}`;

const devicesPart = () =>
  answered(devices, load, () => (devices.length === 0 ? empty(words().devicesNone, words().devicesNoneHow) : table()));

load();
