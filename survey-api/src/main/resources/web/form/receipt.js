import {html, nothing} from '/lib/lit-html/lit-html.js';
import '/queue-words.js';
import {moment, words} from '/words.js';

/** The last screen of an interview that the service has. */
export const receipt = (form, {receipt}) => {
  const quarantined = receipt.status === 'quarantined';
  return html`<main class="column stack">
    <div class="tick" aria-hidden="true"></div>
    <div class="lead">
      <h1 id="heading" tabindex="-1">${words().receiptTitle}</h1>
      <p>${words().receiptHow}</p>
    </div>
    <div class="card">
      <dl class="facts">
        <div>
          <dt>${words().receiptNumber}</dt>
          <dd>
            <span class="identifier" id="receipt-number">${receipt.interview}</span>
          </dd>
        </div>
        <div>
          <dt>${words().receiptTime}</dt>
          <dd class="numeric" id="receipt-time">${moment(receipt.receivedAt)}</dd>
        </div>
        <div>
          <dt>${words().receiptStatus}</dt>
          <dd id="receipt-status">${quarantined ? words().receiptQuarantined : words().receiptStored}</dd>
        </div>
      </dl>
      ${receipt.late ? html`<p class="banner banner-warn" id="receipt-late">${words().receiptLate}</p>` : nothing}
      ${quarantined ? html`<p class="hint">${words().receiptQuarantinedHow}</p>` : nothing}
    </div>
    <div class="actions">
      <a class="button" href="/">${words().home}</a>
      <button type="button" class="button button-main" @click=${form.again}>${words().again}</button>
    </div>
  </main>`;
};
