// What a key or a pointer costs on the page of an environment, with a slow processor: from the
// event until style and layout are up to date again. `node interact.mjs URL PATH…`
import { chromium } from 'playwright-core';

const CPU_SLOWDOWN = 4;
const TARGET_MS = 16;
const STEPS = 40;

/** Times every event of a type: begun before all other listeners, ended after the last of them. */
function observe() {
  const times = (window.__times = { keydown: [], pointerover: [], click: [] });
  for (const [type, seen] of Object.entries(times)) {
    let start;
    addEventListener(type, () => (start = performance.now()), true);
    addEventListener(type, () => {
      // Reading a length makes the browser catch up on style and layout.
      void document.body.offsetHeight;
      seen.push(performance.now() - start);
    });
  }
}

const sorted = (figures) => figures.toSorted((a, b) => a - b);
const at = (figures, part) => sorted(figures)[Math.min(figures.length - 1, Math.floor(figures.length * part))];

const [origin, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const path of paths) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(observe);
  await page.goto(origin + path, { waitUntil: 'load' });
  await page.locator('leptos-island').first().dispatchEvent('pointerover');
  await page.locator('html.awake').waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.evaluate(() => Object.values(window.__times).forEach((seen) => (seen.length = 0)));

  const names = page.locator('.layer-name > a');
  await names.first().focus();
  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press(['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft'][step % 4]);
  }
  const boxes = page.locator('.drawing svg:visible a.leaf');
  const count = Math.min(await boxes.count(), STEPS / 2);
  for (let i = 0; i < count; i += 1) {
    await boxes.nth(i).hover();
    await boxes.nth(i).click();
  }
  const times = await page.evaluate(() => window.__times);
  console.log(`${path}, CPU ${CPU_SLOWDOWN}× slower: the event, style and layout`);
  const labels = { keydown: 'an arrow key in the list', pointerover: 'a pointer over a box', click: 'a click on a box' };
  for (const [type, label] of Object.entries(labels)) {
    const seen = times[type];
    if (!seen.length) throw new Error(`no ${type} was seen on ${path}`);
    for (const [name, part] of [['median', 0.5], ['95th of 100', 0.95]]) {
      const figure = at(seen, part);
      const sign = figure < TARGET_MS ? '✓' : '✗';
      console.log(`${sign} ${`${label}, ${name}, ms`.padEnd(58)} ${figure.toFixed(1).padStart(14)}   target < ${TARGET_MS}`);
    }
  }
  await page.close();
}
await browser.close();
