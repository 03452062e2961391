import {html} from '/lib/lit-html/lit-html.js';
import {answer, answered, cell, deskPage, empty, number} from '/desk.js';
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

const page = () =>
  answered(devices, load, () => (devices.length === 0 ? empty(words().devicesNone, words().devicesNoneHow) : table()));

load();
