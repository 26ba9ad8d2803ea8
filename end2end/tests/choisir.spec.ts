import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { expect, test, wake } from './support';

const answered = '/choisir?isolation=forte&application=microservices&etape=production';

/** All that follows from the answers, as text. */
const outcome = (page: Page) =>
  page.locator('#choix').evaluate((region) =>
    [...region.querySelectorAll('.ranking tr, .choice-option > summary, .reason, .choice-changes li')].map(
      (element) => element.textContent?.replace(/\s+/g, ' ').trim(),
    ),
  );

const leader = (page: Page) => page.locator('.ranking tbody th').first();

test('answers rank in place, and their address shows the same without JavaScript', async ({ page, browser }) => {
  await page.goto('/choisir');
  await wake(page);
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await expect(page.locator('.ranking')).toHaveCount(0);

  const isolation = page.getByRole('group', { name: /^Quelle cloison/ });
  await isolation.getByRole('radio', { name: /La plus solide/ }).check();
  await expect(page).toHaveURL(/\?isolation=forte$/);
  await expect(leader(page)).toHaveText('Machines virtuelles');
  await expect(page.locator('[data-live-said]')).toContainText('En tête');
  await expect(isolation.getByRole('radio', { name: /La plus solide/ })).toBeFocused();

  const running = page.getByRole('group', { name: /^Qu’allez-vous faire tourner/ });
  await running.getByRole('radio', { name: /microservices/ }).check();
  await running.getByRole('combobox', { name: 'Importance' }).selectOption('beaucoup');
  await expect(page).toHaveURL(/\?isolation=forte&application=microservices&poids-application=3$/);
  await expect(leader(page)).not.toHaveText('Machines virtuelles');
  // The reasons of whoever leads are open.
  await expect(page.locator('.choice-option').first()).toHaveAttribute('open', '');
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);

  const clicked = await outcome(page);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  expect(await outcome(plain)).toEqual(clicked);
  await plain.close();
});

test('the form ranks without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/choisir');
  await page.getByRole('radio', { name: /La plus solide/ }).check();
  await page.getByRole('button', { name: 'Classer' }).click();
  await expect(leader(page)).toHaveText('Machines virtuelles');
  await expect(page.getByRole('radio', { name: /La plus solide/ })).toBeChecked();
  await page.getByRole('link', { name: 'Tout effacer' }).click();
  await expect(page).toHaveURL(/\/choisir$/);
  await expect(page.locator('.ranking')).toHaveCount(0);
  await context.close();
});

test('everything is answered from the keyboard', async ({ page }) => {
  await page.goto('/choisir');
  await wake(page);
  await page.locator('#reponse-isolation-sans-avis').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/isolation=forte$/);
  await expect(page.locator('#reponse-isolation-forte')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('#poids-isolation')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/poids-isolation=3$/);
  await expect(page.locator('#poids-isolation')).toBeFocused();

  // From the ranking to the reasons of an option that are closed.
  const last = page.locator('.ranking tbody th a').last();
  await last.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.choice-option').last()).toHaveAttribute('open', '');
});

test('what would change the verdict changes it', async ({ page }) => {
  await page.goto(answered);
  await wake(page);
  const change = page.locator('.choice-changes > li li').filter({ has: page.locator('a:visible') }).first();
  const said = (await change.textContent()) ?? '';
  await change.getByRole('link').click();
  await expect.poll(() => page.url()).not.toContain(answered);
  await expect.poll(async () => said.includes((await leader(page).textContent()) ?? '?')).toBe(true);
});

test('a situation of the notes fills the answers in', async ({ page }) => {
  await page.goto('/choisir');
  await page.locator('summary', { hasText: 'situations' }).click();
  await page.locator('#cas-sans-kubernetes').click();
  await expect(page).toHaveURL(/\?echelle=fixe$/);
  await expect(leader(page)).toHaveText('Docker Compose');
});

test('what an address does not mean is said', async ({ page }) => {
  await page.goto('/choisir?isolation=forte&couleur=bleu');
  await expect(page.locator('.notice')).toContainText('couleur');
  await page.locator('.notice').getByRole('link').click();
  await expect(page).toHaveURL(/\?isolation=forte$/);
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('a ranking is accessible in both themes, and fits a narrow screen', async ({ page }) => {
  test.slow();
  await page.goto(answered);
  await page.locator('.choice-option > summary, .choice-more > summary').evaluateAll((summaries) =>
    summaries.forEach((summary) => summary.parentElement?.setAttribute('open', '')),
  );
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    expect((await axe().analyze()).violations).toEqual([]);
    // A theme changes colours only.
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await axe().withRules(['color-contrast']).analyze();
    expect(dark.violations).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
