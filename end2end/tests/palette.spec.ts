import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, first, test } from './support';

const note = await first('/notes/comprendre');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Rechercher' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Rechercher' });
const options = (page: Page) => dialog(page).getByRole('option');

async function open(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await page.locator('[data-palette-open]').click();
  await expect(field(page)).toBeFocused();
}

test('Ctrl+K on a cold page opens the palette and loses no letter', async ({ page }) => {
  await page.goto(note);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('noyau');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('noyau');
  await expect(options(page).first()).toContainText(/noyau/i);
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true');
});

test('needs none of the WebAssembly', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page, note);
  await field(page).fill('noyau');
  await expect(options(page).first()).toBeVisible();
  expect(fetched.filter((url) => url.endsWith('.wasm'))).toEqual([]);
});

test('is a combobox: nothing is selected until an arrow is pressed', async ({ page }) => {
  await open(page);
  await field(page).fill('noyau');
  await expect(options(page).first()).toBeVisible();
  await expect(dialog(page).getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(dialog(page).getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await options(page).first().getAttribute('id')) ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await expect(options(page).last()).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  const path = (await options(page).first().getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(path);
});

test('typing goes on while something is selected', async ({ page }) => {
  await open(page);
  await field(page).pressSequentially('noy');
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('au');
  await expect(field(page)).toHaveValue('noyau');
  await expect(dialog(page).getByRole('option', { selected: true })).toHaveCount(0);
  await expect(field(page)).not.toHaveAttribute('aria-activedescendant');
});

test('shows the places of a page together, and what each of them is', async ({ page }) => {
  await open(page);
  await field(page).fill('noyau');
  const groups = dialog(page).getByRole('group');
  await expect(groups.first()).toBeVisible();
  for (const group of await groups.all()) {
    const paths = await group.getByRole('option').evaluateAll((links) =>
      links.map((link) => (link as HTMLAnchorElement).pathname),
    );
    expect(new Set(paths).size).toBe(1);
    for (const kind of await group.locator('.palette-page').allTextContents()) {
      expect(kind).toMatch(/^(Note|Comparaison|Environnement|Flux|Glossaire|Aide.*)$/);
    }
  }
});

test('Enter without a selection leads to all results', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('/');
  await field(page).fill('hyperviseur');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/recherche?q=hyperviseur');
});

test('where nothing is found there are ways out, and no link to all results', async ({ page }) => {
  await open(page);
  await field(page).fill('azertyqsd');
  await expect(dialog(page).locator('.palette-status')).toContainText('Aucun résultat.');
  await expect(dialog(page).locator('.palette-all')).toBeHidden();
  await expect(dialog(page).locator('[data-palette-forget]')).toBeHidden();
  const parts = dialog(page).getByRole('group', { name: 'Ou parcourez le cours' });
  await expect(parts.getByRole('option').first()).toHaveAttribute('href', /^\/notes\//);
  await field(page).fill('hyperviseurtoto');
  const near = dialog(page).getByRole('group', { name: 'Termes proches' });
  await expect(near.getByRole('option').first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue(/hyperviseur/i);
  await expect(dialog(page).locator('.palette-all')).toBeVisible();
});

test('Escape gives the focus back', async ({ page }) => {
  await page.goto('/');
  const link = page.locator('[data-palette-open]');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(link).toBeFocused();
});

test('a later answer is never replaced by an earlier one', async ({ page }) => {
  await page.goto('/');
  await page.route('**/api/palette?q=n', async (route) => {
    await new Promise((late) => setTimeout(late, 600));
    await route.continue().catch(() => {});
  });
  await page.locator('[data-palette-open]').click();
  const overtaken = page.waitForEvent('requestfailed', (request) => request.url().endsWith('q=n'));
  await Promise.all([page.waitForRequest(/q=n$/), field(page).fill('n')]);
  await field(page).fill('hyperviseur');
  expect((await overtaken).failure()?.errorText, 'it is cancelled').toContain('ERR_ABORTED');
  await expect(options(page).first()).toContainText(/hyperviseur/i);
  await page.waitForTimeout(800);
  await expect(options(page).first()).toContainText(/hyperviseur/i);
});

test('the last answer stays until the next one comes', async ({ page }) => {
  await open(page);
  await field(page).fill('noyau');
  await expect(options(page).first()).toBeVisible();
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/api/palette?q=sonde', async (route) => {
    await held;
    await route.continue();
  });
  await Promise.all([page.waitForRequest(/q=sonde$/), field(page).fill('sonde')]);
  await page.waitForTimeout(200);
  await expect(options(page).first()).toContainText(/noyau/i);
  release();
  await expect(options(page).first()).toContainText(/sonde/i);
});

test('what is found is said once the fingers rest', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const status = document.querySelector('dialog [role=status]')!;
    new MutationObserver(() => said.push(status.textContent!)).observe(status, { childList: true });
  });
  await field(page).pressSequentially('hyperviseur', { delay: 60 });
  await expect(dialog(page).getByRole('status')).toHaveText(/\d+\srésultats? dans \d+\spages/);
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.filter((text) => /résultat/.test(text)), 'not with every letter').toHaveLength(1);
  await field(page).fill('qqqqqqqq');
  await expect(dialog(page).getByRole('status')).toHaveText(/Aucun résultat/);
});

test('another spelling is offered and taken', async ({ page }) => {
  await open(page);
  await field(page).fill('hypervisuer');
  const better = dialog(page).getByRole('button', { name: 'hyperviseur' });
  await better.click();
  await expect(field(page)).toHaveValue('hyperviseur');
  await expect(field(page)).toBeFocused();
  await expect(better).toBeHidden();
});

test('what was searched for last is offered, in this browser only, until it is forgotten', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await open(page);
  await expect(options(page)).toHaveCount(0);
  for (const query of ['noyau', 'sonde <b>', 'noyau']) {
    await field(page).fill(query);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === query);
    await page.keyboard.press('Control+k');
    await expect(field(page)).toBeFocused();
  }
  await expect(options(page)).toHaveText(['noyau', 'sonde <b>']);
  const before = sent.length;
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(sent.slice(before), 'nothing is asked for them').toEqual([]);
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('sonde <b>');
  await expect(options(page).first()).toContainText(/sonde/i);
  await expect(field(page)).toBeFocused();
  await field(page).fill('');
  await dialog(page).getByRole('button', { name: 'Effacer' }).click();
  await expect(options(page)).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  expect(await page.evaluate(() => localStorage.getItem('recherches'))).toBeNull();
});

test('fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page);
  await field(page).fill('kubernetes');
  await expect(options(page).first()).toBeVisible();
  const box = await dialog(page).boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible with results, recent searches and nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    const check = async () => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('.palette-dialog').analyze();
      expect(violations).toEqual([]);
    };
    await field(page).fill('noyau');
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await check();
    await field(page).fill('qqqqqqqq');
    await expect(dialog(page)).toContainText('Aucun résultat');
    await check();
    await page.evaluate(() => localStorage.setItem('recherches', '["noyau"]'));
    await field(page).fill('');
    await expect(options(page)).toHaveText(['noyau']);
    await check();
  });
}

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('is opened, filled and followed with a finger', async ({ page }) => {
    await page.goto(note);
    await page.locator('[data-palette-open]').tap();
    await expect(field(page)).toBeFocused();
    await field(page).pressSequentially('hyperv');
    await expect(options(page).first()).toBeVisible();
    for (const option of await options(page).all()) {
      expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    }
    const path = (await options(page).first().getAttribute('href')) ?? '';
    await options(page).first().tap();
    await expect(page).toHaveURL(path);
    await expect(dialog(page)).toBeHidden();
  });

  test('is closed with a finger', async ({ page }) => {
    await page.goto(note);
    await page.locator('[data-palette-open]').tap();
    await dialog(page).getByRole('button', { name: 'Fermer' }).tap();
    await expect(dialog(page)).toBeHidden();
    await expect(page.locator('[data-palette-open]')).toBeFocused();
  });
});

test.describe('when something fails', () => {
  test.use({ tolerated: /Failed to load resource|Failed to fetch|works without its islands/ });

  test('without its script the link leads to the search page', async ({ page }) => {
    await page.route('**/palette-*.js', (route) => route.abort());
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
    await page.route('**/api/palette?*', (route) => route.fulfill({ status: 500 }));
    await open(page);
    await field(page).fill('noyau');
    await expect(dialog(page).getByRole('status')).toContainText('ne répond pas');
    await expect(page.getByRole('link', { name: 'Voir tous les résultats' })).toHaveAttribute('href', '/recherche?q=noyau');
  });

  test('a browser that keeps nothing still searches', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await open(page);
    await field(page).fill('noyau');
    await expect(options(page).first()).toBeVisible();
    await options(page).first().click();
    await expect(page).not.toHaveURL('/');
  });
});
