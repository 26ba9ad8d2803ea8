import { expect, test } from './support';

test('finds without accents, in the plural, with a typo', async ({ page }) => {
  for (const [query, found] of [
    ['securite', /sécurité/i],
    ['hyperviseurs', /hyperviseur/i],
    ['hypervisuer', /hyperviseur/i],
    ['k8s', /kubernetes/i],
  ] as const) {
    await page.goto(`/recherche?q=${query}`);
    await expect(page.locator('.hits li').first(), query).toContainText(found);
  }
});

test('a result opens the very place', async ({ page }) => {
  await page.goto('/recherche?q=noyau');
  const link = page.locator('.hits a[href*="#"]').first();
  const target = new URL((await link.getAttribute('href')) ?? '', page.url());
  await link.click();
  await expect(page).toHaveURL(target.href);
  await expect(page.locator(`[id="${target.hash.slice(1)}"]`)).toBeInViewport();
});

test('what is searched for is never markup', async ({ page }) => {
  await page.goto(`/recherche?q=${encodeURIComponent('<img src=x onerror=alert(1)>"')}`);
  await expect(page.getByRole('searchbox')).toHaveValue('<img src=x onerror=alert(1)>"');
  await expect(page.locator('main img')).toHaveCount(0);
});

test('nothing found is said, with a way out', async ({ page }) => {
  await page.goto('/recherche?q=zzzzzzzzzz');
  await expect(page.locator('main')).toContainText('Aucun résultat');
});
