// What outlives a reload: the text being written, and the job that was sent last. Neither holds an answer.

const DRAFT = 'kap-analysis-draft';
const SENT = 'kap-analysis-sent';

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** False where the browser keeps nothing. */
function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** `{text}` or null. */
export const draft = () => read(DRAFT);

export const keepDraft = (text) => write(DRAFT, {text});

/** `{key, text}`: the text is null once the service has it. */
export const sent = () => read(SENT);

export const keepSent = (value) => write(SENT, value);
