import {html} from '/lib/lit-html/lit-html.js';
import {chooseLanguage, currentLanguage, words} from '/words.js';

const parts = [];

/** Has `part()` drawn below the bar of the page, whatever the page is. */
export const inBar = (part) => parts.push(part);

/** Where people log in, to come back to the page that they are on. */
export const logInAddress = () => `/login?next=${encodeURIComponent(location.pathname + location.search)}`;

/** The bar over each page: the way home and the language switch. */
export function frame(changed, width = '') {
  const choose = (language) => async () => {
    await chooseLanguage(language);
    document.documentElement.lang = currentLanguage();
    changed();
  };
  const button = (language, name, short) =>
    html`<button
      type="button"
      lang=${language}
      aria-label=${name}
      aria-pressed=${String(currentLanguage() === language)}
      @click=${choose(language)}
    >
      ${short}
    </button>`;
  return html`<header class="bar">
    <div class="bar-inner ${width}">
      <a class="brand" href="/">${words().brand}</a>
      <div class="language" role="group" aria-label=${words().languageGroup}>
        ${button('vi', 'VI, Tiếng Việt', 'VI')} ${button('en', 'EN, English', 'EN')}
      </div>
    </div>
    ${parts.map((part) => part())}
  </header>`;
}
