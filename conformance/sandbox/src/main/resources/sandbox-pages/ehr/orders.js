import { api, attempt, byId, el, fillActing, patientInPath, patientPath, showBanner, tabs } from '/ehr/ehr.js';
import { showAnswers } from '/ehr/cards.js';

const path = patientPath(patientInPath());
let orderables = [];

function showOrderables() {
  const wanted = byId('order-search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = orderables.filter(o => wanted.every(word => `${o.text} ${o.detail} ${o.words}`.toLowerCase().includes(word)));
  byId('orderables').replaceChildren(...(found.length ? found.map(orderable) : [el('li', { class: 'none' }, 'Nothing orderable by that name.')]));
}

function orderable(o) {
  const button = el('button', {
    class: 'order-add', 'data-orderable': o.id, 'aria-label': 'Add ' + o.text,
    onclick: () => attempt(button, async () => show(await api('POST', path + '/drafts', { orderable: o.id }))),
  }, 'Add');
  return el('li', {}, el('span', {}, o.text, el('small', {}, `${o.kind.toLowerCase()} · ${o.detail}`)), button);
}

function draft(d) {
  const remove = el('button', {
    class: 'draft-remove small', 'aria-label': 'Remove ' + d.text,
    onclick: () => attempt(remove, async () => show(await api('POST', path + '/drafts/remove', { reference: d.reference }))),
  }, 'Remove');
  return el('li', { 'data-draft': d.reference },
    el('span', {}, d.text, d.detail ? el('small', {}, d.detail) : '', d.provenance ? el('small', {}, d.provenance) : ''), remove);
}

function waiting(d) {
  const take = el('button', {
    class: 'draft-take small', 'aria-label': 'Take up ' + d.text,
    onclick: () => attempt(take, async () => show(await api('POST', path + '/drafts/take', { reference: d.reference }))),
  }, 'Take up');
  return el('li', { 'data-waiting': d.reference },
    el('span', {}, d.text, d.detail ? el('small', {}, d.detail) : '', d.provenance ? el('small', {}, d.provenance) : ''), take);
}

function show(desk) {
  byId('draft-orders').replaceChildren(...(desk.drafts.length ? desk.drafts.map(draft) : [el('li', { class: 'none' }, 'No orders yet.')]));
  byId('waiting-drafts').replaceChildren(desk.waiting.length ? el('ul', { class: 'picklist' }, desk.waiting.map(waiting)) : el('p', { class: 'none' }, 'None.'));
  const sign = byId('sign-orders');
  sign.textContent = desk.signLabel;
  sign.dataset.empty = String(!desk.drafts.length);
  sign.disabled = !desk.drafts.length;
  byId('sign-status').textContent = desk.words ?? '';
  byId('sign-status').dataset.state = desk.state;
  showAnswers(desk.answers, {
    changed: show,
    launched: () => choose(byId('open-prodrome')),
    silence: desk.asked ? 'No advice on these orders.' : 'Advice appears when orders are chosen or signed.',
  });
}

const choose = tabs([[byId('tab-entry'), byId('panel-entry')], [byId('open-prodrome'), byId('panel-prodrome')]], () => {});

byId('order-search').addEventListener('input', showOrderables);
byId('back-to-chart').href = location.pathname.replace(/\/orders\/?$/, '');
byId('sign-orders').addEventListener('click', async event => {
  const button = event.currentTarget;
  byId('sign-status').textContent = 'Checking…';
  const desk = await attempt(button, () => api('POST', path + '/drafts/sign'));
  if (desk) show(desk);
  else byId('sign-status').textContent = '';
});

await attempt(null, async () => {
  const chart = await api('GET', path + '/chart');
  showBanner(chart.patient, chart.allergies);
  orderables = (await api('GET', '/orderables')).orderables;
  showOrderables();
  show(await api('GET', path + '/drafts'));
  await fillActing();
});
