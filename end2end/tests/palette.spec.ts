import { expect, first, test } from './support';

const note = await first('/notes/comprendre');

test('Ctrl+K on a cold page opens the palette and loses no letter', async ({ page }) => {
  await page.goto(note);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('noyau');
  const field = page.getByRole('combobox', { name: 'Rechercher' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('noyau');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(/noyau/i);
  await expect(field).toHaveAttribute('aria-expanded', 'true');
});

test('is a combobox: nothing is selected until an arrow is pressed', async ({ page }) => {
  await page.goto('/');
  await page.locator('[data-palette-open]').click();
  const field = page.getByRole('combobox', { name: 'Rechercher' });
  await field.fill('noyau');
  const options = page.getByRole('dialog').getByRole('option');
  await expect(options.first()).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  const path = (await options.first().getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${path}$`));
});

test('Enter without a selection leads to all results', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Rechercher' }).fill('hyperviseur');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/recherche?q=hyperviseur');
});

test('Escape gives the focus back', async ({ page }) => {
  await page.goto('/');
  const link = page.locator('[data-palette-open]');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(link).toBeFocused();
});

test('a later answer is never replaced by an earlier one', async ({ page }) => {
  await page.goto('/');
  await page.route('**/api/search?*q=n', async (route) => {
    await new Promise((late) => setTimeout(late, 600));
    await route.continue().catch(() => {});
  });
  await page.locator('[data-palette-open]').click();
  const field = page.getByRole('combobox', { name: 'Rechercher' });
  await Promise.all([page.waitForRequest(/q=n$/), field.fill('n')]);
  await field.fill('hyperviseur');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(/hyperviseur/i);
  await page.waitForTimeout(800);
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(/hyperviseur/i);
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/');
  await page.locator('[data-palette-open]').click();
  await page.getByRole('combobox', { name: 'Rechercher' }).fill('kubernetes');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  const box = await page.getByRole('dialog').boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test.describe('when something fails', () => {
  test.use({ tolerated: /Failed to load resource|works without its islands/ });

  test('without WebAssembly the link leads to the search page', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('/');
    await page.locator('[data-palette-open]').click();
    await expect(page).toHaveURL('/recherche');
  });

  test('without WebAssembly a table still has its button', async ({ page }) => {
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('/comparer/conteneurs-vm');
    await page.getByRole('checkbox', { name: 'Conteneurs', exact: true }).uncheck();
    await page.getByRole('button', { name: 'Appliquer' }).click();
    await expect(page.locator('thead [data-subject]:visible')).toHaveCount(1);
  });

  test('a search that fails is said', async ({ page }) => {
    await page.route('**/api/search?*', (route) => route.fulfill({ status: 500 }));
    await page.goto('/');
    await page.locator('[data-palette-open]').click();
    await page.getByRole('combobox', { name: 'Rechercher' }).fill('noyau');
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('ne répond pas');
    await expect(page.getByRole('link', { name: 'Voir tous les résultats' })).toHaveAttribute('href', '/recherche?q=noyau');
  });
});
