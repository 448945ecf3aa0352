// A Chromium of the system, started with an empty profile.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

export const BASE = (process.env.BASE_URL ?? 'http://127.0.0.1:7788').replace(/\/$/, '');

export function launch() {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error(`No Chromium found. Maybe install one, or name it: CHROMIUM=/path/to/chromium npm run smoke`);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

let cookie;

/** Logs in as whom USER_NAME and PASSWORD name, where somebody must; gives the cookie for a browser. */
async function entered() {
  if (!process.env.USER_NAME || cookie) return cookie;
  const response = await fetch(`${BASE}/api/v1/session`, { method: 'POST', body: JSON.stringify({ name: process.env.USER_NAME, password: process.env.PASSWORD }) });
  if (!response.ok) throw new Error(`logging in answered ${response.status}`);
  cookie = response.headers.get('set-cookie').split(';')[0];
  return cookie;
}

/** A new window, logged in where somebody must and `nobody` does not say otherwise. */
export async function open(browser, options, nobody) {
  const context = await browser.newContext(options);
  const shown = nobody ? undefined : await entered();
  if (shown) await context.addCookies([{ name: shown.split('=')[0], value: shown.slice(shown.indexOf('=') + 1), url: BASE }]);
  return context;
}

async function json(path) {
  const shown = await entered();
  const response = await fetch(BASE + path, shown ? { headers: { cookie: shown } } : {});
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** Every page of every workspace that has customers, or of the one that WORKSPACE names. */
export async function pages() {
  const { workspaces } = await json('/api/v1/workspaces');
  const wanted = workspaces.filter((one) => (process.env.WORKSPACE ? one.id === process.env.WORKSPACE : one.customers > 0));
  if (wanted.length === 0) throw new Error('There is no workspace to look at.');
  const all = [];
  for (const [place, workspace] of wanted.entries()) all.push(...(await rooms(workspace)).map((page) => ({ ...page, name: `${workspace.id} ${page.name}`, again: place > 0 })));
  return [...all, { name: 'kit', path: '/kit' }, ...(cookie ? [{ name: 'access: login', path: '/login', nobody: true }] : [])];
}

/** The pages of a workspace, with a real customer and a real segment found through the API. */
async function rooms(workspace) {
  const api = `/api/v1/workspaces/${encodeURIComponent(workspace.id)}`;
  const { tags } = await json(`${api}/tags`);
  const sort = tags.some((tag) => tag.id === 'orders') ? '&sort=-orders' : '';
  const { rows } = await json(`${api}/customers?limit=1${sort}`);
  const { groups, rules = [] } = await json(`${api}/segments`);
  const segment = groups.flatMap((group) => group.segments).find((one) => one.customers > 0)?.id;
  const { now } = await json(api);
  const measured = (await json(`${api}/quality`)).sources.find((source) => source.properties.length > 0);
  const past = new Date(Date.parse(now) - 90 * 86_400_000).toISOString().slice(0, 10);
  const room = (path) => `/${workspace.id}/${path}`;
  const customer = rows[0] && room(`customers/${encodeURIComponent(rows[0].id)}`);
  const condition = encodeURIComponent("(any purchase where quantity > 1 in last 90 days or count(order) >= 3) and not (no order in last 30 days) and weekday != sunday and days since last order > 2 * median gap(order)");
  const rule = rules[0] && room(`segments/rules/${encodeURIComponent(rules[0].id)}`);
  const some = [...rules.slice(0, 3).map((one) => one.id), ...groups.flatMap((group) => group.segments.slice(0, 1).map((one) => one.id))].slice(0, 5).join(',');
  return [
    { name: 'overview', path: room('overview') },
    { name: 'overview of a segment in the past', path: room(`overview?asOf=${past}&step=month${segment ? `&population=${segment}` : ''}`) },
    { name: 'customers', path: room('customers') },
    ...(segment ? [{ name: 'customers of a segment', path: room(`customers?where=${segment}`) }] : []),
    ...(customer ? [{ name: 'portrait', path: customer }, { name: 'why', path: `${customer}?why=${tags[0]?.id ?? ''}` }] : []),
    { name: 'customers by a condition', path: room(`customers?rule=${encodeURIComponent('any purchase in last 90 days')}`) },
    { name: 'segments', path: room('segments') },
    { name: 'builder', path: room('segments/new') },
    { name: 'builder, visual', path: room(`segments/new?text=${condition}`) },
    { name: 'builder, text', path: room(`segments/new?face=text&text=${condition}`) },
    { name: 'builder, a mistake', path: room(`segments/new?face=text&text=${encodeURIComponent('any purchase in last 60')}`) },
    { name: 'builder, json', path: room(`segments/new?face=json&text=${condition}`) },
    ...(rule ? [{ name: 'segment', path: rule }, { name: 'segment changed', path: `${rule}/edit` }] : []),
    ...(rule && customer ? [{ name: 'why in a segment', path: `${customer}?member=${encodeURIComponent(rules[0].id)}` }] : []),
    { name: 'overlap, nothing chosen', path: room('segments/overlap') },
    { name: 'overlap', path: room(`segments/overlap?ids=${some}`) },
    { name: 'rfm', path: room('segments/rfm') },
    { name: 'clusters', path: room('segments/clusters') },
    { name: 'tree', path: room('segments/tree') },
    { name: 'tree, refused', path: room('segments/tree?model=responds&depth=2') },
    { name: 'tree of a condition', path: room(`segments/tree?own=1&horizon=30&target=${encodeURIComponent('count(order in last 30 days) > 1')}`) },
    { name: 'tree, nothing asked', path: room('segments/tree?own=1') },
    { name: 'predictions', path: room('predictions') },
    { name: 'model', path: room('predictions/churn') },
    { name: 'model of a waiting time', path: room('predictions/next_order') },
    { name: 'look-alikes', path: room('predictions?seed=lifecycle:active') },
    { name: 'data', path: room('data') },
    { name: 'quality', path: room('data/quality') },
    ...(measured ? [{ name: 'quality of a property', path: room(`data/quality?source=${encodeURIComponent(measured.id)}&property=${encodeURIComponent(measured.properties[0].name)}`) }] : []),
    { name: 'identity', path: room('data/identity') },
    { name: 'identity, review', path: room('data/identity?tab=review') },
    { name: 'identity, by hand', path: room(`data/identity?tab=hand${rows[0] ? `&customer=${encodeURIComponent(rows[0].id)}` : ''}`) },
    { name: 'identity, log', path: room('data/identity?tab=log') },
    { name: 'new source', path: room('data/sources/new') },
    { name: 'arriving', path: room('data/live') },
    { name: 'privacy', path: room(`data/privacy${rows[0] ? `?person=${encodeURIComponent(rows[0].id)}` : ''}`) },
    { name: 'access', path: room('data/access') },
    ...(cookie ? [{ name: 'access: keys', path: room('data/access?tab=keys') }, { name: 'access: what was done', path: room('data/access?tab=audit') }] : []),
    { name: 'not found', path: room('nowhere') },
  ];
}

/** Waits until nothing is asked of the server any more and no skeleton is left. */
export async function settle(page) {
  await page.waitForSelector('h1, .failure', { timeout: 20_000 });
  await page.waitForFunction(() => ![...document.querySelectorAll('.skeleton')].some((bone) => !bone.closest('.kit-skeletons')), undefined, { timeout: 20_000 });
  // a page that listens is never done asking
  if (!page.url().includes('/data/live')) await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
}
