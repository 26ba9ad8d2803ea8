import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, sitemap, test } from './support';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

// A hundred pages are looked at: what axe reports says enough, and a trace of each takes its time.
test.use({ trace: 'off' });

/** Without frames on the pages, the mode that needs no second page does, in a third of the time. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

const VIEWS = [
  '/environnements/banque?vue=ou',
  '/environnements/minikube?vue=noyaux',
  '/environnements/datacenter-cloud?perte=vm-1',
  '/environnements/comparer?a=datacenter-cloud&b=automobile&c=banque',
  '/environnements/evolution/les-quatre-phases-du-lab?etape=3',
];

for (const path of [...(await sitemap()), ...VIEWS, '/recherche?q=noyau', '/nulle-part']) {
  test.describe(path, () => {
    // The browser reports the status of the page that is missing on purpose.
    test.use({ tolerated: path === '/nulle-part' ? /status of 404/ : null });

    test('is accessible, wide and narrow, light and dark', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(path);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: 'light' });
        const light = await axe(page).withTags(RULES).analyze();
        expect(light.violations).toEqual([]);
        // A theme changes colours and nothing else.
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = await axe(page).withRules(['color-contrast']).analyze();
        expect(dark.violations).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, 'nothing is wider than 320 pixels').toBeLessThanOrEqual(0);
    });
  });
}

test('the whole course is in the plan of the site', async ({ page }) => {
  await page.goto('/plan-du-site');
  const listed = await page
    .locator('main a')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const notes = (await sitemap()).filter((path) => path.startsWith('/notes/'));
  expect(notes.filter((path) => !listed.includes(path))).toEqual([]);
});

test('pages pass into each other', async ({ page }) => {
  const passed: boolean[] = [];
  await page.exposeBinding('passed', (_, transition: boolean) => void passed.push(transition));
  await page.addInitScript(() => {
    addEventListener('pagereveal', (event) => Reflect.get(window, 'passed')(event.viewTransition !== null));
  });
  await page.goto('/');
  for (const section of ['/comparer', '/glossaire', '/environnements']) {
    await page.locator(`.main-nav a[href="${section}"]`).click();
    await page.waitForURL(section);
    await expect(page.locator('h1')).toBeVisible();
  }
  expect(passed.filter(Boolean).length, 'browsers may skip one, not all').toBeGreaterThan(0);
});
