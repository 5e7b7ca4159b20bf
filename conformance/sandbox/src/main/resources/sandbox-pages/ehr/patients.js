import { api, attempt, byId, el, fillActing } from '/ehr/ehr.js';

let patients = [];

function show() {
  const wanted = byId('patient-search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = patients.filter(p => {
    const text = `${p.name} ${p.id} ${p.hint ?? ''}`.toLowerCase();
    return wanted.every(word => text.includes(word));
  });
  byId('patient-list').querySelector('tbody').replaceChildren(...found.map(p => el('tr', {},
    el('td', {}, el('a', { href: '/chart/' + encodeURIComponent(p.id), 'data-patient': p.id }, p.name)),
    el('td', { class: 'nowrap' }, p.age == null ? 'unknown' : `${p.age} y`),
    el('td', {}, p.sex),
    el('td', {}, p.id),
    el('td', {}, p.hint ?? ''))));
  byId('patient-count').textContent = `${found.length} of ${patients.length} patients`;
}

byId('patient-search').addEventListener('input', show);
await attempt(null, async () => {
  patients = (await api('GET', '/patients')).patients;
  show();
  await fillActing();
});
