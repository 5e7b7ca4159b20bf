import { api, attempt, byId, el, fillActing, openFrame, patientInPath, patientPath, showBanner, tabs } from '/ehr/ehr.js';
import { showAnswers } from '/ehr/cards.js';

const patient = patientInPath();
const path = patientPath(patient);
const POLL_MS = 4000;
let ordersShown = '';

function table(heads, rows, empty) {
  if (!rows.length) return el('p', { class: 'none' }, empty);
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': heads[0] + ' list' }, el('table', {},
    el('thead', {}, el('tr', {}, heads.map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows)));
}

const row = (first, ...rest) => el('tr', {}, el('td', {}, ...[first].flat()), rest.map(cell => el('td', { class: 'short' }, cell)));

const FLAGS = { high: ['high', '▲ high'], low: ['low', '▼ low'], abnormal: ['high', '◆ abnormal'] };
const flag = kind => (FLAGS[kind] ? el('span', { class: 'flag ' + FLAGS[kind][0] }, FLAGS[kind][1]) : '');

function showChart(chart) {
  showBanner(chart.patient, chart.allergies);
  byId('problem-list').replaceChildren(table(['Problem', 'Since', 'Status'],
    chart.problems.map(p => row(p.text, p.date ?? '', p.status)), 'No problems recorded.'));
  byId('medication-list').replaceChildren(table(['Medication', 'Ordered', 'Status'],
    chart.medications.map(m => row([m.text, m.detail ? el('small', {}, m.detail) : ''], m.date ?? '', m.status)), 'No current medications recorded.'));
  byId('allergy-list').replaceChildren(table(['Substance', 'Reaction', 'Criticality', 'Recorded'],
    chart.allergies.map(a => row(a.text, a.reaction ?? '', a.criticality === 'high' ? '▲ high' : a.criticality ?? 'not given', a.date ?? '')),
    'No allergies recorded. That is not the same as “no known allergies”.'));
  byId('result-list').replaceChildren(table(['Result', 'Value', 'Flag', 'Date'],
    chart.results.map(r => row(r.text, r.value, flag(r.flag), r.date ?? '')), 'No results recorded.'));
}

function order(o) {
  const draft = o.status === 'draft' || o.intent === 'proposal';
  return el('tr', { 'data-order': o.reference, 'data-status': o.status },
    el('td', {}, o.text, o.detail ? el('small', {}, o.detail) : '', o.provenance ? el('small', { class: 'provenance' }, o.provenance) : ''),
    el('td', {}, el('span', { class: 'chip ' + (draft ? 'draft' : o.status) }, draft ? `◌ ${o.status} (${o.intent})` : o.status)),
    el('td', { class: 'nowrap' }, o.date ?? ''));
}

function showOrders(orders) {
  const now = JSON.stringify(orders);
  if (now === ordersShown) return;
  const fresh = ordersShown !== '';
  ordersShown = now;
  byId('orders-list').replaceChildren(table(['Order', 'Status', 'Date'], orders.map(order), 'No orders recorded.'));
  if (fresh) byId('orders-list').classList.add('flash');
  setTimeout(() => byId('orders-list').classList.remove('flash'), 1700);
}

const refreshOrders = async () => showOrders((await api('GET', path + '/orders')).orders);

async function askCds() {
  byId('cds-status').textContent = 'Asking the decision support services…';
  const { answers } = await api('POST', path + '/patient-view');
  showAnswers(answers, handlers);
}

const handlers = {
  changed: async answer => {
    showAnswers(answer.answers, handlers);
    await refreshOrders();
  },
  launched: () => choose(byId('open-prodrome')),
};

const choose = tabs([[byId('tab-summary'), byId('panel-summary')], [byId('open-prodrome'), byId('panel-prodrome')]], tab => {
  if (tab === byId('tab-summary')) {
    attempt(null, refreshOrders);
    // What was decided in the app must not stay on offer here.
    if (byId('prodrome-frame')) askCds().catch(failure => { byId('cds-status').textContent = failure.message; });
  } else if (!byId('prodrome-frame')) attempt(null, async () => openFrame((await api('POST', path + '/launch')).url));
});

byId('open-orders').href = location.pathname.replace(/\/$/, '') + '/orders';
byId('orders-refresh').addEventListener('click', event => attempt(event.currentTarget, refreshOrders));
byId('cds-refresh').addEventListener('click', event => attempt(event.currentTarget, askCds));
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && attempt(null, refreshOrders));
setInterval(() => document.visibilityState === 'visible' && refreshOrders().catch(() => {}), POLL_MS);

await attempt(null, async () => {
  showChart(await api('GET', path + '/chart'));
  await refreshOrders();
});
// The chart is complete before the first hook is fired: a slow or broken service never blocks it.
await Promise.all([attempt(null, fillActing), askCds().catch(failure => { byId('cds-status').textContent = failure.message; })]);
