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
