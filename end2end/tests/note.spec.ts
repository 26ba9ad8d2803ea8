import type { Page } from '@playwright/test';
import { expect, first, sitemap, test } from './support';

const note = await first('/notes/comprendre');

/** The note whose page is the longest of those with pictures of environments and flows, or without. */
async function longest(page: Page, pictures: boolean): Promise<string> {
  let best = { path: note, length: 0 };
  for (const path of (await sitemap()).filter((path) => path.startsWith('/notes/'))) {
    const text = await (await page.request.get(path)).text();
    if (text.includes('<figure class="embed') !== pictures) continue;
    if (text.length > best.length) best = { path, length: text.length };
  }
  return best.path;
}

for (const [pictures, limit] of [
  [false, 20_000],
  [true, 26_000],
] as const) {
  const which = pictures ? 'with pictures' : 'without pictures';
  test(`a note ${which} that is read and left costs less than ${limit} bytes, and no WebAssembly`, async ({
    page,
  }) => {
    const path = await longest(page, pictures);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const urls = new Map<string, string>();
    const sizes = new Map<string, number>();
    session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      sizes.set(urls.get(requestId) ?? requestId, encodedDataLength),
    );
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.mouse.wheel(0, 2000);
    await page.waitForLoadState('networkidle');

    const all = [...sizes];
    const sum = (list: [string, number][]) => list.reduce((total, [, size]) => total + size, 0);
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(all.filter(([url]) => /\.wasm|islands/.test(url))).toEqual([]);
    expect(sum(all.filter(([url]) => url.endsWith('.js')))).toBeLessThan(2_000 + 1_000 /* headers */);
    expect(sum(all)).toBeLessThan(limit);
  });
}

test('reads the same without JavaScript', async ({ browser, page }) => {
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(note);
  await page.goto(note);
  const text = (page: Page) =>
    page.locator('article').evaluate((article) => {
      article.querySelectorAll('.copy').forEach((button) => button.remove());
      return article.textContent;
    });
  expect(await text(page)).toBe(await text(plain));
  await plain.close();
});

test('the contents mark the section being read', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 600 });
  await page.goto(note);
  const contents = page.getByRole('navigation', { name: 'Sur cette page' });
  const last = contents.getByRole('link').nth(2);
  const heading = page.locator((await last.getAttribute('href')) ?? '');
  await heading.evaluate((element) => element.scrollIntoView());
  await expect(last).toHaveAttribute('aria-current', 'true');
  await expect(contents.locator('[aria-current]')).toHaveCount(1);
  await page.evaluate(() => scrollTo(0, 0));
  await expect(last).not.toHaveAttribute('aria-current');
});

test('the course opens and closes from the keyboard on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(note);
  const course = page.getByRole('navigation', { name: 'Sommaire du cours' });
  await expect(course).toBeHidden();
  const button = page.getByRole('button', { name: 'Sommaire' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(course).toBeVisible();
  await expect(course.locator('[aria-current=page]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(course).toBeHidden();
  await expect(button).toBeFocused();
});

test('a block of code is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(note);
  const block = page.locator('figure.code', { has: page.locator('[data-copy=""]') }).first();
  await block.getByRole('button').click();
  await expect(block.getByRole('button')).toHaveText('Copié');
  await expect(page.getByRole('status').filter({ hasText: 'Copié' })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await block.locator('code').textContent());
});

test('is printed without its frame, with all its answers', async ({ page }) => {
  await page.goto(note);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('article')).toBeVisible();
  for (const frame of ['.site-header', '.course-nav', '.pager']) {
    await expect(page.locator(frame)).toBeHidden();
  }
  await expect(page.locator('article details:not([open])')).toHaveCount(0);
});
