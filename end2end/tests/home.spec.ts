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

test('every section of the site is in sight, at every width', async ({ page }) => {
  for (const width of [320, 390, 768, 1024, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    for (const path of ['/glossaire', '/comparer/quatre-technologies']) {
      await page.goto(path);
      const nav = page.getByRole('navigation', { name: 'Navigation principale' });
      await expect(nav.getByRole('link')).toHaveCount(6);
      for (const link of await nav.getByRole('link').all()) {
        const box = (await link.boundingBox())!;
        expect(box.x + box.width, `${path} at ${width} px`).toBeLessThanOrEqual(width);
        expect(box.height).toBeGreaterThanOrEqual(24);
      }
      // The height that sticky things count with.
      const [bar, counted] = await page.evaluate(() => {
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
        const name = getComputedStyle(document.documentElement).getPropertyValue('--header');
        return [document.querySelector('.site-header')!.getBoundingClientRect().height, parseFloat(name) * rem];
      });
      expect(Math.abs(bar - counted), `${path} at ${width} px`).toBeLessThan(3);
    }
  }
  // A window as low as at 400 % zoom is left to the text.
  await page.setViewportSize({ width: 320, height: 256 });
  await expect(page.locator('.site-header')).toHaveCSS('position', 'static');
});

test.describe('an address that leads nowhere', () => {
  test.use({ tolerated: /status of 404/ });

  test('offers what it may have meant', async ({ page }) => {
    await page.goto('/comparer/quatre-technologie');
    await expect(page.getByRole('searchbox')).toHaveValue('quatre technologie');
    await page.getByRole('link', { name: 'Conteneurs, Docker Compose, Kubernetes, machines virtuelles' }).click();
    await expect(page).toHaveURL(/\/comparer\/quatre-technologies$/);
  });
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
