import { BASE, launch, settle } from './smoke/browser.mjs';
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' });
await page.goto(`${BASE}/harbour-shop/data/identity?tab=review&lang=zh&theme=light`); await settle(page);
await page.locator('.pair-sum').scrollIntoViewIfNeeded(); await page.mouse.wheel(0, 300); await page.waitForTimeout(300);
await page.screenshot({ path: '/tmp/idrun/shots/narrow.png' });
await browser.close();
