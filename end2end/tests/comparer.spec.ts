import AxeBuilder from '@axe-core/playwright';

import { expect, test, visibleTable, wake } from './support';

const table = '/comparer/conteneurs-vm';

test('a view made by clicks is the view of its address', async ({ page, browser }) => {
  await page.goto(table);
  await wake(page);
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await page.getByRole('checkbox', { name: 'Seulement les différences' }).check();
  await page.locator('summary', { hasText: 'Critères' }).click();
  await page.getByRole('group', { name: 'Critères' }).getByRole('checkbox').first().uncheck();

  const address = page.url();
  expect(new URL(address).search).toMatch(/^\?sujets=[\w-]+&criteres=[\w,-]+&differences=1$/);
  const clicked = await visibleTable(page);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(address);
  expect(await visibleTable(plain)).toEqual(clicked);
  await plain.close();
});

test('the form makes the same view without JavaScript', async ({ page, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(table);
  await plain.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await plain.getByRole('button', { name: 'Appliquer' }).click();
  await plain.waitForURL(/sujets=/);

  await page.goto(table);
  await wake(page);
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  expect(await visibleTable(page)).toEqual(await visibleTable(plain));
  await context.close();
});

test('a box ticked before the island woke is obeyed', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(table);
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(2);
  release();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  await expect(page).toHaveURL(/\?sujets=/);
});

test('one column always stays, and everything comes back', async ({ page }) => {
  await page.goto(table);
  await wake(page);
  const columns = page.getByRole('group', { name: 'Colonnes' }).getByRole('checkbox');
  await columns.nth(0).uncheck();
  await columns.nth(1).click();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(2);
  await expect(page).toHaveURL(new RegExp(`${table}$`));

  await columns.nth(0).uncheck();
  await page.getByRole('link', { name: 'Tout afficher' }).click();
  await expect(page.locator('[data-subject]:not(:visible)')).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${table}$`));
});

test('back leads to the view that was left', async ({ page }) => {
  await page.goto(table);
  await wake(page);
  await page.evaluate(() => (location.hash = 'contenu'));
  await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(2);
  await expect(page.getByRole('checkbox', { name: 'Conteneurs', exact: true })).toBeChecked();
});

test('what an address does not mean is said', async ({ page }) => {
  await page.goto(`${table}?sujets=vm,inconnu&couleur=rouge`);
  await expect(page.locator('.notice')).toContainText('inconnu, couleur');
  await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
});

test('the table scrolls from the keyboard on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/comparer/quatre-technologies');
  const region = page.getByRole('region', { name: /^Tableau/ });
  await region.focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowRight');
      return region.evaluate((element) => element.scrollLeft);
    })
    .toBeGreaterThan(0);
});

test('columns are moved, pinned and sorted by in place, and the address says so', async ({ page, browser }) => {
  await page.goto('/comparer/quatre-technologies');
  await wake(page);
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await page.getByRole('button', { name: 'Déplacer avant : Kubernetes' }).click();
  await expect(page).toHaveURL(/\?sujets=conteneurs,kubernetes,compose,vm$/);
  await expect(page.getByRole('button', { name: 'Déplacer avant : Kubernetes' })).toBeFocused();
  await page.getByRole('button', { name: 'Mesurer par rapport à : Machines virtuelles' }).click();
  await expect(page.locator('.verdict.better').first()).toHaveText(/▲\s+mieux/);
  await page.getByRole('button', { name: 'Trier par niveau : Kubernetes' }).click();
  await expect(page).toHaveURL(/&tri=kubernetes&epingle=vm$/);
  await expect(page.locator('tr.group')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Docker Compose' }).uncheck();
  await page.getByRole('searchbox', { name: 'Filtrer les critères' }).fill('demarrage');
  await expect(page).toHaveURL(/\?sujets=conteneurs,kubernetes,vm&filtre=demarrage&tri=kubernetes&epingle=vm$/);
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
  await page.getByRole('searchbox', { name: 'Filtrer les critères' }).fill('');
  await expect(page).toHaveURL(/vm&tri=kubernetes&epingle=vm$/);
  await page.getByRole('checkbox', { name: 'Sujets en lignes' }).check();
  await expect(page).toHaveURL(/&transpose=1$/);

  const clicked = await visibleTable(page);
  expect(clicked.length).toBe(4);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  expect(await visibleTable(plain)).toEqual(clicked);
  await plain.close();
});

test('the buttons of a column work without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/comparer/quatre-technologies');
  await page.getByRole('button', { name: 'Mesurer par rapport à : Docker Compose' }).click();
  await expect(page.locator('.verdict.worse').first()).toContainText('moins bien');
  await page.getByRole('button', { name: 'Déplacer après : Conteneurs' }).click();
  await expect(page.locator('thead th').nth(1)).toContainText('Docker Compose');
  await context.close();
});

for (const query of ['?epingle=vm&tri=vm', '?epingle=vm&transpose=1&densite=compacte']) {
  test(`the view ${query} is accessible in both themes`, async ({ page }) => {
    test.slow();
    await page.goto(`/comparer/quatre-technologies${query}`);
    const axe = () => new AxeBuilder({ page }).setLegacyMode();
    expect((await axe().analyze()).violations).toEqual([]);
    // A theme changes colours only.
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await axe().withRules(['color-contrast']).analyze();
    expect(dark.violations).toEqual([]);
  });
}
