import AxeBuilder from '@axe-core/playwright';

import { expect, test, visibleTable, wake } from './support';

const table = '/comparer/quatre-technologies';
const panel = '.export-made';

test('a view is copied, as it is seen', async ({ page, context, request }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${table}?epingle=vm`);
  await wake(page);
  await page.getByRole('checkbox', { name: 'Docker Compose' }).uncheck();
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  for (const [name, extension] of [['Markdown', 'md'], ['CSV', 'csv'], ['HTML', 'html'], ['JSON', 'json']]) {
    const button = page.getByRole('button', { name, exact: true });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await expect(page).toHaveURL(new RegExp(`\\?sujets=[\\w,-]+&epingle=vm&export=${extension}$`));
    await page.locator(panel).getByRole('button', { name: 'Copier' }).click();
    await expect(page.locator(panel).getByRole('button')).toHaveText('Copié');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const link = page.locator(panel).getByRole('link', { name: /^Télécharger/ });
    const file = await (await request.get((await link.getAttribute('href')) ?? '')).text();
    const plain = (text: string) => text.replace(/^\ufeff/, '').replaceAll('\r', '').trimEnd();
    expect(copied).toBe(plain(file));
    expect(copied).toContain('Kubernetes');
  }
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);

  // A box that the island answers to: what was made shows another view.
  await page.getByRole('checkbox', { name: 'Kubernetes', exact: true }).uncheck();
  await expect(page.locator(panel)).toBeHidden();
  await expect(page.locator('.export-stale')).toBeVisible();
  await expect(page).not.toHaveURL(/export/);
  await page.getByRole('button', { name: 'CSV' }).click();
  await expect(page.locator(panel).locator('code')).not.toContainText('Kubernetes,');
});

test('without JavaScript, the panel is a page and its files the view', async ({ browser, request }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${table}?differences=1`);
  await page.getByRole('checkbox', { name: 'Kubernetes', exact: true }).uncheck();
  await page.getByRole('button', { name: 'CSV' }).click();
  await expect(page).toHaveURL(/export=csv#page:export$/);
  await expect(page.getByRole('button', { name: 'Copier' })).toHaveCount(0);
  const href = await page.getByRole('link', { name: /^Télécharger/ }).getAttribute('href');
  const file = await (await request.get(href ?? '')).text();
  const seen = (await visibleTable(page)).filter((row) => row.length > 1);
  expect(file.trim().split('\r\n').length).toBe(seen.length);
  expect(file.split('\r\n')[0]).not.toContain('Kubernetes');
  await context.close();
});

test('an embedded view is the view, without JavaScript, on a phone', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(`${table}?sujets=vm,kubernetes&differences=1`);
  const rows = (await visibleTable(page)).filter((row) => row.length > 1).length;
  await page.goto(`/embed${table}?sujets=vm,kubernetes&differences=1`);
  await expect(page.locator('table tr:has(td), thead tr')).toHaveCount(rows);
  await expect(page.locator('thead th')).toHaveCount(3);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Ouvrir la comparaison complète' }).click(),
  ]);
  await expect(opened).toHaveURL(/\/comparer\/quatre-technologies\?sujets=vm,kubernetes&differences=1$/);
  await context.close();
});

for (const path of [`/embed${table}?epingle=vm`, `${table}?epingle=vm&export=html`, `${table}?export=cadre`]) {
  test(`${path} is accessible in both themes`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    const axe = () => new AxeBuilder({ page }).setLegacyMode();
    expect((await axe().analyze()).violations).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect((await axe().withRules(['color-contrast']).analyze()).violations).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test.describe('in a page of another site', () => {
  // The frame that is refused is said on the console.
  test.use({ tolerated: /frame-ancestors|ERR_BLOCKED_BY_RESPONSE|chrome-error/ });

  test('the tables are shown where that is allowed, and nothing else is', async ({ page, baseURL }) => {
    const answer = await page.request.get(`/embed${table}`);
    const allowed = /frame-ancestors 'self'/.test(answer.headers()['content-security-policy']);
    test.skip(!allowed, 'the server lets no site frame it');
    // A page of the same origin, which `self` names.
    await page.route('**/cours', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><title>Cours</title>
          <iframe name="table" src="/embed${table}"></iframe><iframe name="page" src="${table}"></iframe>`,
      }),
    );
    await page.goto(new URL('/cours', baseURL).href);
    await expect(page.frameLocator('[name=table]').locator('h1')).toBeVisible();
    await expect(page.frameLocator('[name=page]').locator('#page\\:contenu')).toHaveCount(0);
  });
});
