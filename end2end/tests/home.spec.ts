import { expect, test } from './support';

test('leads to the course, the comparisons and the environments', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Commencer le cours' }).click();
  await expect(page).toHaveURL(/\/notes/);
  for (const name of ['Comparer', 'Environnements', 'Flux', 'Glossaire']) {
    await page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  }
});

test('the first Tab leads past the header', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('searches', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('searchbox').fill('noyaux');
    await page.getByRole('searchbox').press('Enter');
    await expect(page).toHaveURL(/\/recherche\?q=noyaux/);
    await expect(page.locator('.hits li').first()).toContainText(/noyau/i);
  });

  test('hides what needs a script', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('.theme-switch')).toBeHidden();
    await expect(page.locator('.palette-dialog')).toBeHidden();
  });
});
