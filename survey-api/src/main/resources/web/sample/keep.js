// The plan being written outlives a reload; it holds no answer of anybody.

const DRAFT = 'kap-sample-draft';

/** The plan or null. */
export function draft() {
  try {
    const plan = JSON.parse(localStorage.getItem(DRAFT));
    return plan !== null && typeof plan === 'object' && !Array.isArray(plan) ? plan : null;
  } catch {
    return null;
  }
}

/** False where the browser keeps nothing. */
export function keepDraft(plan) {
  try {
    localStorage.setItem(DRAFT, JSON.stringify(plan));
    return true;
  } catch {
    return false;
  }
}
