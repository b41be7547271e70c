const STORAGE_KEY = 'cloakroom.reviewer-salt';
const FORM = /^[0-9a-f]{32}$/;

let salt: string | null = null;

/** The random text that reviewers' ids are made with: one for this browser, so that a name has the same id next time. */
export function reviewerSalt(): string {
  salt ??= stored() ?? fresh();
  return salt;
}

function stored(): string | null {
  try {
    const untrusted = localStorage.getItem(STORAGE_KEY);
    return untrusted !== null && FORM.test(untrusted) ? untrusted : null;
  } catch {
    return null;
  }
}

function fresh(): string {
  const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  try {
    localStorage.setItem(STORAGE_KEY, made);
  } catch {
    // Without storage the ids hold for this visit.
  }
  return made;
}
