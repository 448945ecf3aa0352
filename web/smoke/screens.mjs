// Pictures of every page into screenshots/, for looking at.   BASE_URL=http://127.0.0.1:7788 npm run screens
import { mkdirSync } from 'node:fs';
import { BASE, launch, pages, settle } from './browser.mjs';

const VIEWS = [['en', 'light', 1440], ['zh', 'dark', 1440], ['zh', 'light', 360], ['en', 'dark', 360]];
const folder = new URL('../screenshots/', import.meta.url);
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const { name, path } of await pages()) {
  for (const [language, theme, width] of VIEWS) {
    const page = await browser.newPage({ viewport: { width, height: width < 600 ? 800 : 900 }, reducedMotion: 'reduce' });
    await page.goto(`${BASE}${path}${path.includes('?') ? '&' : '?'}lang=${language}&theme=${theme}`);
    await settle(page);
    const file = `${name.replaceAll(' ', '-')}-${language}-${theme}-${width}.png`;
    await page.screenshot({ path: new URL(file, folder).pathname, fullPage: true });
    console.log(file);
    await page.close();
  }
}
await browser.close();
