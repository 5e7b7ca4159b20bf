// What every page shares: DOM building without HTML strings, the JSON API, the acting practitioner, the banner.

/** Makes an element; text is always text, never markup. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'onclick') node.addEventListener('click', value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== '') node.append(child);
  }
  return node;
}

export const byId = id => document.getElementById(id);

/** Calls our own API; an error carries the server's plain words. */
export async function api(method, path, body) {
  const request = { method, headers: { Accept: 'application/json' } };
  if (method !== 'GET') {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body ?? {});
  }
  let response;
  try {
    response = await fetch('/ehr/api' + path, request);
  } catch {
    throw new Error('The EHR could not be reached.');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.words ?? `The EHR answered with status ${response.status}.`);
  return answer;
}

export function say(words) {
  const line = byId('page-message');
  line.textContent = words ?? '';
  line.hidden = !words;
}

/** Runs something the user asked for, with the button held and failures said aloud. */
export async function attempt(button, work) {
  if (button) button.disabled = true;
  try {
    say(null);
    return await work();
  } catch (failure) {
    say(failure.message);
    return null;
  } finally {
    if (button) button.disabled = false;
  }
}

export const patientInPath = () => decodeURIComponent(location.pathname.split('/')[2] ?? '');

export const patientPath = id => '/patients/' + encodeURIComponent(id);

/** Fills the choice of practitioner; changing it reloads the page, as a new user would see it. */
export async function fillActing() {
  const select = byId('acting-practitioner');
  const { practitioners, acting } = await api('GET', '/practitioners');
  select.replaceChildren(...practitioners.map(p =>
    el('option', { value: p.id, selected: p.id === acting }, p.role ? `${p.name} (${p.role})` : p.name)));
  select.addEventListener('change', () => attempt(select, async () => {
    await api('PUT', '/acting', { practitioner: select.value });
    location.reload();
  }));
}

export function showBanner(patient, allergies) {
  document.title = `${patient.name} · Harbour General (sandbox)`;
  const severe = allergies.filter(a => a.criticality === 'high');
  byId('patient-banner').replaceChildren(
    el('strong', { id: 'banner-name' }, patient.name),
    el('span', {}, `${patient.age ?? 'age unknown'}${patient.age == null ? '' : ' y'} · ${patient.sex}`),
    el('span', {}, `born ${patient.birthDate ?? 'unknown'}`),
    el('span', {}, `Id ${patient.id}`),
    severe.length
      ? el('span', { class: 'tag alert' }, '▲ Allergy: ' + severe.map(a => a.text).join(', '))
      : el('span', { class: 'tag' }, allergies.length ? `${allergies.length} allergies, none marked high` : 'No allergies recorded'));
}

/** Two tabs that swap panels, with arrow keys; returns a function that selects one. */
export function tabs(pairs, selected) {
  const select = (tab, focus) => {
    for (const [other, panel] of pairs) {
      other.setAttribute('aria-selected', String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      panel.hidden = other !== tab;
    }
    tab.hidden = false;
    if (focus) tab.focus();
    selected(tab);
  };
  pairs.forEach(([tab], i) => {
    tab.addEventListener('click', () => select(tab));
    tab.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = step && pairs[(i + step + pairs.length) % pairs.length][0];
      if (next && !next.hidden) select(next, true);
    });
  });
  return select;
}

/** Puts a launched app into the chart's frame. */
export function openFrame(url) {
  const frame = el('iframe', { id: 'prodrome-frame', title: 'Prodrome', src: url, allow: 'clipboard-write' });
  byId('panel-prodrome').replaceChildren(frame);
}
