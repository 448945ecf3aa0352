// The libraries for the web, each in a page of its own in a Chromium of the system.
//   BASE_URL=http://127.0.0.1:7788 KEYS='{"segment":"...","sensors":"...","rudder":"..."}' npm run web
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const BASE = process.env.BASE_URL;
const KEYS = JSON.parse(process.env.KEYS);
const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const modules = new URL('./node_modules/', import.meta.url);
const scripts = {
  '/segment.js': '@segment/analytics-next/dist/umd/index.js',
  '/sensors.js': 'sa-sdk-javascript/sensorsdata.min.js',
  '/rudder.js': '@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js',
};

// The shop whose pages bear the libraries: another site than the server that they send to.
const shop = createServer(async (request, response) => {
  const script = scripts[new URL(request.url, 'http://shop').pathname];
  response.setHeader('Content-Type', script ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
  response.end(script ? await readFile(new URL(script, modules)) : '<!doctype html><title>店铺</title><button id="b">买</button>');
});
await new Promise((started) => shop.listen(0, '127.0.0.1', started));

const executablePath = places.find((place) => place && existsSync(place));
if (!executablePath) throw new Error('No Chromium found. Maybe install one, or name it: CHROMIUM=/path/to/chromium');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const faults = [];

/** Opens a page with a library, runs its calls, and waits until it has sent so many requests that were answered. */
async function visit(name, library, requests, calls) {
  const context = await browser.newContext();
  const page = await context.newPage();
  let answered = 0;
  page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
  page.on('requestfailed', (request) => faults.push(`${name}: ${request.failure()?.errorText} ${request.url()}`));
  page.on('response', (response) => {
    const request = response.request();
    if (!response.url().startsWith(BASE)) return;
    if (response.status() >= 400) faults.push(`${name}: ${response.status()} ${response.url()}`);
    const sends = request.method() === 'POST' || response.url().includes('/sa.gif');
    if (sends) answered++;
  });
  await page.goto(`http://localhost:${shop.address().port}/?utm_source=wx&utm_campaign=spring`);
  if (library) await page.addScriptTag({ url: library });
  await page.evaluate(calls, { base: BASE, key: KEYS[name] });
  for (let wait = 0; answered < requests && wait < 200; wait++) await page.waitForTimeout(50);
  if (answered < requests) faults.push(`${name}: ${answered} of ${requests} requests were answered`);
  await page.waitForTimeout(200);
  await context.close();
}

try {
  await visit('segment', '/segment.js', 6, async ({ base, key }) => {
    const [analytics] = await window.AnalyticsNext.AnalyticsBrowser.load({ writeKey: key, cdnURL: base });
    await analytics.page('Docs', 'Home');
    await analytics.identify('web-1', { plan: 'gold' });
    await analytics.track('Order Completed', { order_id: 'w-1', total: 199.5 });
    await analytics.group('g-7', { name: 'Acme' });
    await analytics.alias('web-2');
    await analytics.track('View Product', { pid: 'p-1' });
  });
  await visit('sensors', '/sensors.js', 8, async ({ base, key }) => {
    const sensors = window.sensorsDataAnalytic201505;
    sensors.init({ server_url: `${base}/sa?project=${key}`, is_track_single_page: false, show_log: false, heatmap: { clickmap: 'default', scroll_notice_map: 'not_collect' } });
    sensors.quick('autoTrack');
    sensors.track('ViewProduct', { pid: 'p-1' });
    sensors.login('sensed-1');
    sensors.setProfile({ plan: 'gold' });
    sensors.bind('$identity_mobile', '13800138000');
    sensors.setItem('book', 'b-1', { name: '三体' });
    sensors.track('OrderCompleted', { order_id: 's-1', total: 199.5 });
    document.getElementById('b').click();
  });
  await visit('slow', '/sensors.js', 2, ({ base, key }) => {
    const sensors = window.sensorsDataAnalytic201505;
    sensors.init({ server_url: `${base}/sa?project=${key}`, is_track_single_page: false, show_log: false, batch_send: { send_interval: 1_000, datasend_timeout: 10_000 } });
    sensors.login('slow-1');
    sensors.track('OrderCompleted', { order_id: 'slow-1', total: 1 });
  });
  await visit('rudder', '/rudder.js', 5, async ({ base, key }) => {
    const { RudderAnalytics } = window.rudderanalytics ?? window;
    const analytics = new RudderAnalytics();
    analytics.load(key, base, { configUrl: base, plugins: [], storage: { encryption: { version: 'legacy' } } });
    await new Promise((ready) => analytics.ready(ready));
    analytics.page('Docs', 'Home');
    analytics.identify('rud-1', { plan: 'gold' });
    analytics.track('Order Completed', { order_id: 'r-1', total: 199.5 });
    analytics.group('g-7', { name: 'Acme' });
    analytics.alias('rud-2', 'rud-1');
  });
} catch (error) {
  faults.push(error.message);
} finally {
  await browser.close();
  shop.close();
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
