// Opens every page in both languages, wide and narrow, light and dark (those of further workspaces in two of these four ways), and
// fails on anything a visitor should never meet.
//   BASE_URL=http://127.0.0.1:7788 npm run smoke          USER_NAME=kim PASSWORD=... logs in          ONLY=builder looks at the pages with that in their name
//   WAYS=1 looks at each in one way only
import { AxeBuilder } from '@axe-core/playwright';
import { BASE, launch, open, pages, settle } from './browser.mjs';

const VIEWS = [
  { language: 'en', theme: 'light', width: 1440 }, { language: 'zh', theme: 'dark', width: 1440 },
  { language: 'en', theme: 'dark', width: 360 }, { language: 'zh', theme: 'light', width: 360, again: true },
];

/** So many pages are looked at side by side. */
const AT_ONCE = 2;

const browser = await launch();
let passed = 0;
let failed = 0;
try {
  const all = (await pages()).filter(({ name }) => name.includes(process.env.ONLY ?? ''));
  for (const view of VIEWS.slice(0, Number(process.env.WAYS ?? VIEWS.length))) {
    const { width } = view;
    for (const stranger of [false, true]) {
      const context = await open(browser, { viewport: { width, height: width < 600 ? 800 : 900 }, reducedMotion: 'reduce' }, stranger);
      const waiting = all.filter(({ again, nobody = false }) => nobody === stranger && (!again || view.again));
      await Promise.all(Array.from({ length: AT_ONCE }, () => lookAtAll(context, view, waiting)));
      await context.close();
    }
  }
} catch (error) {
  failed++;
  console.log(`FAILED ${error.message}`);
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

async function lookAtAll(context, view, waiting) {
  for (let page = waiting.shift(); page; page = waiting.shift()) {
    const faults = await look(context, page, view).catch((error) => [`could not be looked at: ${error.message.split('\n')[0]}`]);
    if (faults.length === 0) passed++;
    else {
      failed++;
      console.log(`FAILED ${page.name} (${view.language}, ${view.theme}, ${view.width})`);
      for (const fault of faults) console.log(`  ${fault}`);
    }
  }
}

async function look(context, { path }, { language, theme }) {
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`request: ${response.status()} ${response.url()}`); });
  page.on('requestfailed', (request) => { if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`request: ${request.failure()?.errorText} ${request.url()}`); });
  try {
    await page.goto(`${BASE}${path}${path.includes('?') ? '&' : '?'}lang=${language}&theme=${theme}`);
    await settle(page);
    const seen = await page.evaluate(() => ({
      missing: document.body.innerText.match(/⟦[^⟧]*⟧|\bundefined\b|\bNaN\b|\[object /g) ?? [],
      wider: document.documentElement.scrollWidth - window.innerWidth,
      failure: [...document.querySelectorAll('.failure .code')].map((code) => code.textContent),
      untranslated: document.documentElement.lang,
    }));
    for (const text of new Set(seen.missing)) faults.push(`text: ${text}`);
    if (seen.wider > 0) faults.push(`the document is ${seen.wider} px wider than the window`);
    if (!path.endsWith('/kit')) for (const code of seen.failure) faults.push(`failure shown: ${code}`);
    if (!seen.untranslated.startsWith(language)) faults.push(`language of the document is ${seen.untranslated}`);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
    for (const { id, nodes } of violations) {
      const first = nodes[0];
      faults.push(`axe ${id} (${nodes.length}): ${first?.target.join(' ')}  ${first?.any[0]?.message ?? first?.all[0]?.message ?? first?.none[0]?.message ?? ''}`);
    }
  } finally {
    await page.close();
  }
  return faults;
}
