// Every script waits here for the words of the language that was chosen before. It is served as it stands: the compiler that takes
// comments out of scripts knows no module that waits (pom.xml).

/** Where the choice is kept. */
export const KEY = 'kap-language';

async function chosen() {
  try {
    return localStorage.getItem(KEY) === 'en' ? (await import('/words-en.js')).default : null;
  } catch {
    return null; // Storage may be forbidden, or the words out of reach; the page then starts in Vietnamese.
  }
}

export const english = await chosen();
