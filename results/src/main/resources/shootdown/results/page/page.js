(() => {
  'use strict';
  const find = (selector) => document.querySelector(selector);
  document.querySelectorAll('[data-script]').forEach((element) => { element.hidden = false; });

  // --- theme ---
  const THEMES = ['auto', 'light', 'dark'];
  const button = find('#theme');
  const kept = () => { try { return localStorage.getItem('shootdown-theme'); } catch (e) { return null; } };
  const dress = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = 'Theme: ' + theme;
    try { localStorage.setItem('shootdown-theme', theme); } catch (e) { /* kept for this view alone */ }
  };
  dress(THEMES.includes(kept()) ? kept() : 'auto');
  button.addEventListener('click', () => {
    dress(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]);
  });

  // --- raw data ---
  const raw = find('#summary-data');
  const json = async () => {
    if (raw.type === 'application/json') { return raw.textContent; }
    const bytes = Uint8Array.from(atob(raw.textContent), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  };
  find('#save').addEventListener('click', async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([await json()], {type: 'application/json'}));
    link.download = 'summary.json';
    link.click();
    URL.revokeObjectURL(link.href);
  });

  // --- a link into what is closed opens it ---
  const place = () => {
    const [id, query] = location.hash.slice(1).split('?');
    return {id: decodeURIComponent(id), query: new URLSearchParams(query || '')};
  };
  const reveal = () => {
    const target = document.getElementById(place().id);
    if (!target) { return; }
    for (let e = target; e; e = e.parentElement) {
      if (e.tagName === 'DETAILS') { e.open = true; }
    }
    target.scrollIntoView();
  };

  // --- every test: filter and sort, kept in the address so that a view can be sent ---
  const table = find('#rows');
  if (table) {
    const PAGE = 500;
    const form = find('.controls');
    const body = table.tBodies[0];
    const all = find('#all');
    const more = find('#more');
    const keys = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.key);
    const numbers = ['tries', 'window', 'bound'];
    const fields = ['q', 'verdict', 'kernel', 'engine'];
    let state = {};
    let rows = null;
    let matching = [];
    let limit = Infinity;

    const number = (text) => {
      const n = parseFloat(text.replace(/[<, ]/g, ''));
      return Number.isNaN(n) ? -1 : n;
    };
    const verdict = (cell) => cell.slice(2);
    const english = new Intl.NumberFormat('en');
    const count = (n) => english.format(n);
    const row = (values, element) => ({values, element, low: values[0].toLowerCase()});

    const symbols = {failure: '✗', unknown: '?', fine: '✓'};
    const gravity = {VIOLATED: 'failure', SURVIVED: 'failure', UNEXPLAINED: 'failure', NOT_REACHED: 'unknown', NOT_SCHEDULED: 'unknown', INFRASTRUCTURE: 'unknown'};
    const words = {TOO_FEW: 'too few samples'};
    const said = (v) => words[v] || v.toLowerCase().replace('_', ' ');
    const build = (r) => {
      const tr = document.createElement('tr');
      r.values.forEach((value, i) => {
        const cell = document.createElement(i === 0 ? 'th' : 'td');
        if (i === 0) { cell.scope = 'row'; }
        if (i === 3) { cell.className = r.style; }
        cell.textContent = value;
        tr.append(cell);
      });
      return tr;
    };
    const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/gu;
    const visible = (text) => text.replace(hidden, (c) => '\\u' + c.codePointAt(0).toString(16).padStart(4, '0'));
    const unpacked = async () => {
      const summary = JSON.parse(await json());
      const simple = (id) => id.slice(Math.max(id.lastIndexOf('.'), id.lastIndexOf('$')) + 1);
      const of = (name, kernel, engine, v, tries, window, bound) => {
        const aside = v === 'MEASURED' || v === 'NOT_TRIED';
        const style = aside ? 'muted' : gravity[v] || 'fine';
        const mark = aside ? '·' : symbols[style];
        return Object.assign(row([visible(name), visible(kernel), engine, mark + ' ' + said(v), count(tries), window < 0 ? '' : count(window), bound]), {style});
      };
      const stories = summary.stories.map((s) => of(simple(s.id), s.kernel, s.exploration ? 'explore ' + s.exploration.memory : 'stress', s.verdict, s.samples, s.windowEntered,
        s.violations === 0 && s.verdict !== 'MEASURED' && !s.exploration && s.windowEntered > 0 ? '< ' + (3 / s.windowEntered).toExponential(1).replace(/e([+-])(\d)$/, 'e$10$2') : ''));
      return stories.concat(summary.torture.map((t) => of(t.scenario, t.kernel, 'torture', t.verdict, t.operations, -1, '')));
    };
    // a browser that cannot unpack reads what is there for readers without script
    const spare = find('#tests noscript');
    const aside = () => [...new DOMParser().parseFromString(spare.textContent, 'text/html').querySelectorAll('tbody tr')]
      .map((tr) => Object.assign(row([...tr.cells].map((cell) => cell.textContent.trim())), {style: tr.cells[3].className}));
    const load = async () => {
      if (rows) { return; }
      if (body.rows.length > 0) {
        rows = [...body.rows].map((tr) => row([...tr.cells].map((cell) => cell.textContent.trim()), tr));
      } else {
        rows = await unpacked().catch((e) => { if (spare) { return aside(); } throw e; });
        limit = PAGE;
      }
    };

    const fits = (r) => (!state.q || r.low.includes(state.q.toLowerCase()))
      && (!state.verdict || verdict(r.values[3]) === state.verdict)
      && (!state.kernel || r.values[1] === state.kernel)
      && (!state.engine || r.values[2] === state.engine);
    const sorted = (list) => {
      const key = (state.sort || '').replace('-', '');
      const column = keys.indexOf(key);
      if (column < 0) { return list; }
      const sign = state.sort.startsWith('-') ? -1 : 1;
      const compare = numbers.includes(key)
        ? (a, b) => number(a.values[column]) - number(b.values[column])
        : (a, b) => (a.values[column] < b.values[column] ? -1 : a.values[column] > b.values[column] ? 1 : 0);
      return [...list].sort((a, b) => sign * compare(a, b));
    };
    const show = async () => {
      await load();
      matching = sorted(rows.filter(fits));
      if (limit === Infinity) {
        const wanted = new Set(matching);
        rows.forEach((r) => { r.element.hidden = !wanted.has(r); });
        body.append(...matching.map((r) => r.element));
      } else {
        body.replaceChildren(...matching.slice(0, limit).map(build));
      }
      more.hidden = matching.length <= limit;
      find('#shown').textContent = count(matching.length) + ' of ' + count(rows.length);
      [...table.tHead.rows[0].cells].forEach((cell) => {
        const mine = (state.sort || '').replace('-', '') === cell.dataset.key;
        cell.setAttribute('aria-sort', !mine ? 'none' : state.sort.startsWith('-') ? 'descending' : 'ascending');
      });
    };
    const go = (changes) => {
      state = Object.assign({}, state, changes);
      if (limit !== Infinity) { limit = PAGE; }
      all.open = true;
      const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString();
      history.replaceState(null, '', query ? '#tests?' + query : '#tests');
      show();
    };
    const read = () => {
      const query = place().query;
      state = Object.fromEntries([...fields, 'sort'].map((key) => [key, query.get(key) || '']));
      fields.forEach((key) => { form.elements[key].value = state[key]; });
      if ([...query.keys()].length > 0) { all.open = true; show(); }
    };

    [...table.tHead.rows[0].cells].forEach((cell) => {
      const sort = document.createElement('button');
      sort.type = 'button';
      sort.textContent = cell.textContent;
      cell.replaceChildren(sort);
      cell.setAttribute('aria-sort', 'none');
      sort.addEventListener('click', () => {
        const key = cell.dataset.key;
        go({sort: state.sort === key ? '-' + key : state.sort === '-' + key ? '' : key});
      });
    });
    form.addEventListener('input', () => go(Object.fromEntries(fields.map((key) => [key, form.elements[key].value]))));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => go({q: '', verdict: '', kernel: '', engine: '', sort: ''}));
    more.addEventListener('click', () => { limit += PAGE; show(); });
    all.addEventListener('toggle', () => { if (all.open && !rows) { show(); } });
    document.addEventListener('keydown', (event) => {
      const typing = ['INPUT', 'SELECT', 'TEXTAREA'].includes(document.activeElement.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        form.elements.q.focus();
      } else if (event.key === 'Escape' && document.activeElement === form.elements.q) {
        form.elements.q.value = '';
        go({q: ''});
      }
    });
    addEventListener('hashchange', read);
    read();
    if (all.open) { show(); }
  }

  addEventListener('hashchange', reveal);
  if (location.hash) { reveal(); }
})();
