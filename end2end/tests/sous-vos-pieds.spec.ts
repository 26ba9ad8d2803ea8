import { AxeBuilder } from '@axe-core/playwright';
import { expect, serve, type Served, test, wake } from './support';

const path = '/environnements/sous-vos-pieds';
/** Longer than any label that a note may have. */
const POD = `${'interminable-'.repeat(23)}x7k2p`;

// Servers that show what they run on, as a pod with an endless name.
let server: Served;
test.beforeAll(async () => {
  server = await serve(
    {},
    { STRATES_REVEAL_RUNTIME: '1', KUBERNETES_SERVICE_HOST: '10.0.0.1', POD_NAME: POD, NODE_NAME: 'noeud-2' },
  );
});
test.afterAll(() => server.stop());

test('the machine is drawn, told as a list, and every line says where it was found', async ({ page }) => {
  await page.goto(server.url + path);
  await expect(page.locator('.drawing svg:visible')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Nœud Kubernetes : noeud-2' })).toHaveCount(1);
  const rows = page.locator('table.facts tbody tr:not(.group)');
  expect(await rows.count()).toBeGreaterThan(15);
  for (const row of await rows.all()) {
    await expect(row.getByRole('cell').nth(0)).not.toBeEmpty();
    await expect(row.getByRole('cell').nth(1)).not.toBeEmpty();
  }
  await expect(rows.filter({ hasText: 'Nœud' })).toContainText('variable d’environnement NODE_NAME');
});

test('what was read has room on every screen', async ({ page }) => {
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(server.url + path);
    const cells = await page.locator('table.facts tr:nth-child(2) > *').evaluateAll((all) => all.map((one) => one.clientWidth));
    expect(Math.min(...cells), `a column at ${width} pixels`).toBeGreaterThan(70);
    const empty = await page.locator('#table-releves').evaluate((region) => region.clientWidth - region.firstElementChild!.clientWidth);
    expect(empty, `beside the table at ${width} pixels`).toBeLessThanOrEqual(2);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says itself when it is to be loaded again', async ({ page }) => {
    await page.goto(server.url + path);
    await page.getByRole('link', { name: 'Suivre en direct' }).click();
    const taken = page.getByText(/^Lu le/).first();
    const before = (await taken.textContent()) ?? '';
    await expect(taken).not.toHaveText(before, { timeout: 10_000 });
    await page.getByRole('link', { name: 'Mettre en pause' }).click();
    await expect(page).toHaveURL(server.url + path);
  });
});

test('it is read anew in place, and the reader stays where they were', async ({ page }) => {
  await page.goto(server.url + path);
  await wake(page);
  const again = page.getByRole('link', { name: 'Relire maintenant' });
  const before = await page.getByText(/^Lu le/).first().textContent();
  await page.waitForTimeout(1200);
  await again.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Lu le/).first()).not.toHaveText(before ?? '');
  await expect(again).toBeFocused();
  await expect(page).toHaveURL(server.url + path);
});

test('who asks for it gets it anew by itself while they look, until they pause', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { get: () => document.documentElement.dataset.away !== undefined });
  });
  const look = (away: boolean) =>
    page.evaluate((away) => {
      document.documentElement.toggleAttribute('data-away', away);
      document.dispatchEvent(new Event('visibilitychange'));
    }, away);
  await page.goto(server.url + path);
  await page.getByRole('link', { name: 'Suivre en direct' }).click();
  await expect(page).toHaveURL(/\?suivre=1$/);
  await wake(page);
  await page.evaluate(() => document.body.setAttribute('data-same', ''));
  const taken = page.getByText(/^Lu le/).first();
  const before = (await taken.textContent()) ?? '';
  await expect(taken).not.toHaveText(before, { timeout: 10_000 });
  await expect(page.locator('body[data-same]'), 'in place').toHaveCount(1);
  await expect(page).toHaveURL(/\?suivre=1$/);

  await look(true);
  const left = (await taken.textContent()) ?? '';
  await page.waitForTimeout(6000);
  await expect(taken, 'nobody looks').toHaveText(left);
  await look(false);
  await expect(taken, 'somebody is back').not.toHaveText(left, { timeout: 2000 });

  const name = page.locator('.layer-name > a').first();
  await name.focus();
  const held = (await taken.textContent()) ?? '';
  await page.waitForTimeout(6000);
  await expect(taken, 'the focus is in it').toHaveText(held);
  await expect(name).toBeFocused();
  await page.getByRole('link', { name: 'Mettre en pause' }).click();
  await expect(page).toHaveURL(server.url + path);
  const paused = (await taken.textContent()) ?? '';
  await page.waitForTimeout(6000);
  await expect(taken).toHaveText(paused);
});

for (const width of [390, 320, 1440]) {
  test(`a label of 300 letters keeps to its box at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(server.url + path);
    const outside = await page.locator('.drawing svg:visible a.box').evaluateAll((boxes) =>
      boxes.flatMap((box) => {
        const inner = box.querySelector('text')!.getBoundingClientRect();
        const outer = box.querySelector('rect')!.getBoundingClientRect();
        const fits =
          inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
        return fits ? [] : [box.textContent];
      }),
    );
    expect(outside).toEqual([]);
    const drawn = await page.locator('.drawing svg:visible').textContent();
    expect(drawn?.replaceAll(/\s/g, '')).toContain(POD);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('the page is accessible, light and dark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(server.url + path);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations).toEqual([]);
  }
});

test.describe('of a server that keeps it to itself', () => {
  test.use({ tolerated: /status of 404/ });

  test('the page says why it is closed', async ({ page }) => {
    const closed = await serve({});
    const answer = await page.goto(closed.url + path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('main')).toContainText('--reveal-runtime');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations).toEqual([]);
    closed.stop();
  });
});
