// Cards of CDS services: everything in them comes from outside and is shown as text or through an allow-list.
import { api, attempt, byId, el, openFrame } from '/ehr/ehr.js';

const SHAPES = {
  info: ['Information', 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1 6h2v5H7zm0-3h2v2H7z'],
  warning: ['Warning', 'M8 1 15.5 15H.5zM7 6h2v5H7zm0 6h2v2H7z'],
  critical: ['Critical', 'M5 1h6l4 4v6l-4 4H5l-4-4V5zm2 3h2v5H7zm0 6h2v2H7z'],
};
const ALLOWED = new Set(['P', 'EM', 'STRONG', 'UL', 'OL', 'LI', 'CODE', 'PRE', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6',
  'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'HR', 'BR', 'DEL', 'A']);

function icon(shape) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shape);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/** Copies only known elements and no attribute but a web link's address; the server has escaped raw HTML already. */
function copyAllowed(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.textContent);
    else if (child.nodeType === Node.ELEMENT_NODE && ALLOWED.has(child.nodeName)) {
      const copy = el(child.nodeName.toLowerCase());
      const address = child.nodeName === 'A' ? child.getAttribute('href') : null;
      if (address && /^https?:\/\//i.test(address)) {
        copy.setAttribute('href', address);
        copy.setAttribute('target', '_blank');
        copy.setAttribute('rel', 'noopener noreferrer');
      }
      copyAllowed(child, copy);
      to.append(copy);
    }
  }
  return to;
}

const markdown = html => copyAllowed(new DOMParser().parseFromString(html, 'text/html').body, el('div', { class: 'detail' }));

const outside = (label, url, extra = {}) =>
  el('a', { href: url, target: '_blank', rel: 'noopener noreferrer', ...extra }, label, el('span', { class: 'offscreen' }, ' (opens a new tab)'));

function source(card) {
  const { label, url, topic } = card.source;
  return el('p', { class: 'source' }, 'Source: ', url ? outside(label, url) : label, topic ? ` · ${topic}` : '');
}

function detail(card) {
  if (!card.detailHtml) return '';
  return el('details', { class: 'more', open: card.indicator === 'critical' }, el('summary', {}, 'Details'), markdown(card.detailHtml));
}

function suggestion(card, choice, changed) {
  const taken = choice.taken;
  const label = taken ? `Applied: ${choice.label}` : choice.label;
  const button = el('button', {
    class: 'cds-suggestion-apply' + (choice.recommended ? ' primary' : ''),
    'data-suggestion-uuid': choice.uuid, disabled: taken || !choice.open,
    onclick: () => attempt(button, async () => changed(await api('POST', `/cards/${card.key}/suggestions/${choice.index}`))),
  }, label);
  return el('div', { class: 'suggestion' }, button, choice.recommended ? el('span', { class: 'chip' }, 'recommended') : '',
    choice.changes.length ? el('small', {}, choice.changes.join(' · ')) : '');
}

function link(card, target, launched) {
  if (target.type === 'absolute') return outside(target.label, target.url, { class: 'cds-link', 'data-link-type': 'absolute' });
  const button = el('button', {
    class: 'cds-link', 'data-link-type': 'smart',
    onclick: () => attempt(button, async () => {
      openFrame((await api('POST', `/cards/${card.key}/links/${target.index}`)).url);
      launched();
    }),
  }, target.label);
  return button;
}

function overrideForm(card, changed) {
  const id = 'override-' + card.key;
  const select = el('select', { id: id + '-reason', class: 'cds-override-reason' },
    el('option', { value: '' }, card.overrideReasons.length ? 'Choose a reason' : 'No listed reasons'),
    card.overrideReasons.map((reason, i) => el('option', { value: String(i) }, reason)));
  const comment = el('textarea', { id: id + '-comment', class: 'cds-override-comment', maxlength: '1000' });
  const error = el('p', { class: 'error', role: 'alert' });
  const confirm = el('button', {
    class: 'cds-override-confirm primary', type: 'button',
    onclick: async () => {
      confirm.disabled = true;
      try {
        const reason = select.value === '' ? null : Number(select.value);
        changed(await api('POST', `/cards/${card.key}/override`, { reason, comment: comment.value.trim() || null }));
      } catch (failure) {
        error.textContent = failure.message;
        confirm.disabled = false;
      }
    },
  }, 'Override');
  return el('div', { class: 'override-form' },
    el('label', { for: id + '-reason' }, 'Reason'), select,
    el('label', { for: id + '-comment' }, 'Comment'), comment, error,
    el('div', { class: 'cardactions' }, confirm));
}

function overriding(card, changed) {
  const form = overrideForm(card, changed);
  form.hidden = true;
  const button = el('button', {
    class: 'cds-override', 'aria-expanded': 'false',
    onclick: () => {
      form.hidden = !form.hidden;
      button.setAttribute('aria-expanded', String(!form.hidden));
      if (!form.hidden) form.querySelector('select').focus();
    },
  }, 'Override…');
  return [button, form];
}

function cardNode(card, changed, launched) {
  const [word, shape] = SHAPES[card.indicator];
  const open = card.state === 'open';
  const [button, form] = open ? overriding(card, changed) : ['', ''];
  return el('article', {
    class: `cds-card ${card.indicator}${open ? '' : ' decided'}`, 'data-card-uuid': card.uuid ?? card.key,
    'data-card-key': card.key, 'data-indicator': card.indicator, 'data-state': card.state,
  },
  el('span', { class: 'severity' }, icon(shape), word),
  el('h3', {}, card.summary), detail(card), source(card),
  card.outcome ? el('p', { class: 'outcome' }, card.outcome) : '',
  card.suggestions.map(choice => suggestion(card, choice, changed)),
  el('div', { class: 'cardactions' }, card.links.map(target => link(card, target, launched)), button), form);
}

/** Shows the answers of all services of a hook. */
export function showAnswers(answers, { changed, launched, silence = 'No advice for now.' }) {
  const cards = answers.flatMap(answer => answer.cards);
  const words = answers.flatMap(answer => [answer.words, ...answer.faults]).filter(Boolean);
  byId('cds-status').replaceChildren(...words.map(line => el('p', {}, '▲ ' + line)));
  if (!cards.length && !words.length) byId('cds-status').textContent = silence;
  byId('cds-cards').replaceChildren(...cards.map(card => cardNode(card, changed, launched)));
}
