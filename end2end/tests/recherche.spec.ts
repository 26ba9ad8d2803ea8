import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, wake } from './support';

const hits = (page: Page) => page.locator('.hits > li');

test('finds without accents, in the plural, with a typo', async ({ page }) => {
  for (const [query, found] of [
    ['securite', /sécurité/i],
    ['hyperviseurs', /hyperviseur/i],
    ['hypervisuer', /hyperviseur/i],
    ['k8s', /kubernetes/i],
  ] as const) {
    await page.goto(`/recherche?q=${query}`);
    await expect(hits(page).first(), query).toContainText(found);
  }
});

test('the results of a page stand together', async ({ page }) => {
  await page.goto('/recherche?q=noyau');
  const pages = await hits(page).evaluateAll((items) =>
    items.map((item) =>
      [...item.querySelectorAll('a')].map((link) => link.pathname + (link.pathname === '/glossaire' ? link.hash : '')),
    ),
  );
  for (const paths of pages) expect(new Set(paths).size).toBe(1);
  expect(new Set(pages.map(([path]) => path)).size).toBe(pages.length);
  const more = page.locator('.hit-more').first();
  await expect(more.locator('a').first()).toBeHidden();
  await more.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(more.locator('a').first()).toBeVisible();
});

/** A query for each kind of place, what its hit is like, and what must be marked there. */
const KINDS = [
  ['note', 'pod', /^\/notes\/[^#]+#(?!page:acquis-)/, ':target'],
  ['note', 'Kubernetes, troisième manière d’isoler', /^\/notes\/[^#]+#page:acquis-/, '.question:target > summary'],
  ['choisir', 'Quelle cloison faut-il', /^\/choisir#question-/, '.choice-question:target'],
  ['comparaison', 'pod', /^\/comparer\/[^#]+#/, 'tr:target > th'],
  ['environnement', 'pod', /^\/environnements\/[^#]+#couche-/, '.layer:target > .layer-text'],
  ['flux', 'pousse l’image', /^\/flux\/[^#]+\?etape=([^#&]+)#etape-\1$/, '.steps > [aria-current=step]:target'],
  ['glossaire', 'pod', /^\/glossaire#/, '.glossary > div:target'],
] as const;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    for (const [kind, query, address, marked] of KINDS) {
      test(`a result opens and marks the very place: ${kind}, ${query}`, async ({ page }) => {
        await page.goto(`/recherche?q=${encodeURIComponent(query)}&genre=${kind}`);
        await page.locator('.hit-more').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
        const links = page.locator('.hits a');
        const all = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
        const path = all.find((href) => address.test(href)) ?? '';
        expect(path, all.join(' ')).not.toBe('');
        await page.locator(`.hits a[href="${path}"]`).click();
        await expect(page).toHaveURL(path);
        const place = page.locator(marked).first();
        await expect(place).toBeInViewport();
        const [own, around] = await place.evaluate((element) => {
          const colour = (of: Element) => getComputedStyle(of).backgroundColor;
          return [colour(element), colour(document.body)];
        });
        expect(own, 'it stands out').not.toBe(around);
        expect(own).not.toBe('rgba(0, 0, 0, 0)');
      });
    }

    test('kinds and parts are chosen in the form, and kept in the address', async ({ page }) => {
      await page.goto('/recherche?q=pod');
      const total = await page.locator('.count').textContent();
      if (javaScriptEnabled) {
        await wake(page);
        await page.evaluate(() => Object.assign(window, { samePage: true }));
      }
      const box = page.getByRole('checkbox', { name: /^Flux/ });
      const count = (await page.locator('.facet', { has: box }).locator('.facet-count').textContent()) ?? '';
      await box.check();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
      await expect(page).toHaveURL('/recherche?q=pod&genre=flux');
      await expect(page.locator('.count')).toHaveText(new RegExp(`^${count}\\D`));
      await expect(box).toBeChecked();
      if (javaScriptEnabled) {
        await expect(box).toBeFocused();
        await expect(page.locator('[data-live-said]')).toHaveText(new RegExp(`^${count}\\D`));
        expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
      }
      const part = page.getByRole('group', { name: 'Partie du cours' }).getByRole('checkbox').first();
      await part.check();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Rechercher', exact: true }).click();
      await expect(page).toHaveURL(/^[^?]+\?q=pod&genre=flux&partie=[\w-]+$/);
      await page.goto('/recherche?q=pod');
      await expect(page.locator('.count')).toHaveText(total ?? '');
    });

    test('pages of results lead to one another', async ({ page }) => {
      await page.goto('/recherche?q=pod');
      if (javaScriptEnabled) await wake(page);
      const best = await hits(page).first().locator('h2').textContent();
      await expect(page.locator('[rel=prev]')).toHaveCount(0);
      await page.locator('[rel=next]').click();
      await expect(page).toHaveURL(/\?q=pod&page=2/);
      await expect(page.locator('#resultats')).toBeInViewport();
      await expect(hits(page).first().locator('h2')).not.toHaveText(best ?? '');
      await page.locator('[rel=prev]').click();
      await expect(hits(page).first().locator('h2')).toHaveText(best ?? '');
    });

    test('nothing found is said, with near terms and the parts of the course', async ({ page }) => {
      await page.goto('/recherche?q=hypervisation%20qqqq&genre=flux');
      await expect(page.locator('main')).toContainText('Aucun résultat');
      const parts = page.locator('.ways-out').last().getByRole('link');
      expect(await parts.count()).toBeGreaterThan(3);
      await page.getByRole('link', { name: 'Chercher dans tout le cours' }).click();
      await expect(page).toHaveURL('/recherche?q=hypervisation%20qqqq');
      await page.goto('/recherche?q=orchestrophone');
      await page.locator('.near a').first().click();
      await expect(hits(page).first()).toBeVisible();
    });
  });
}

test('what is searched for is never markup', async ({ page }) => {
  await page.goto(`/recherche?q=${encodeURIComponent('<img src=x onerror=alert(1)>"')}`);
  await expect(page.getByRole('searchbox')).toHaveValue('<img src=x onerror=alert(1)>"');
  await expect(page.locator('main img')).toHaveCount(0);
});

test('what was left aside is said', async ({ page }) => {
  for (const [query, said] of [
    ['le noyau', '« le » est trop courant'],
    ['le la les', 'partout'],
    ['🐳', 'ni lettre ni chiffre'],
    ['"noyau" -windows', 'qui contiennent « windows » sont écartés'],
    ['"noyau', 'autres opérateurs sont ignorés'],
    ['"noyau noyau noyau"', 'sans en tenir compte'],
    ['\u202enoyau', 'invisibles'],
    ['a'.repeat(10_240), '200 premiers caractères'],
  ]) {
    await page.goto(`/recherche?q=${encodeURIComponent(query)}`);
    await expect(page.locator('.remarks')).toContainText(said);
  }
  await page.goto('/recherche?q=noyau&page=-1&genre=chose&utm=1');
  await expect(page.locator('.notice')).toContainText('page=-1, genre=chose, utm=1');
  await page.locator('.notice a').click();
  await expect(page).toHaveURL('/recherche?q=noyau');
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('results follow what is typed, and the address with them', async ({ page }) => {
  await page.goto('/recherche?q=noyau');
  await wake(page);
  const field = page.getByRole('searchbox', { name: 'Rechercher' });
  await field.focus();
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await field.fill('');
  await field.pressSequentially('hyperviseur', { delay: 20 });
  await expect(hits(page).first()).toContainText(/hyperviseur/i);
  await expect(page).toHaveURL('/recherche?q=hyperviseur');
  await expect(page).toHaveTitle(/hyperviseur/);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('hyperviseur');
  await expect(page.locator('[data-live-said]')).toHaveText(/résultat/);
  await page.keyboard.type('s');
  await expect(page).toHaveURL('/recherche?q=hyperviseurs');
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
});

test('what is typed while an answer is on its way is asked for', async ({ page }) => {
  await page.goto('/recherche?q=noyau');
  await wake(page);
  const field = page.getByRole('searchbox', { name: 'Rechercher' });
  let answer = () => {};
  const typed = new Promise<void>((done) => (answer = done));
  await page.route('**/recherche?q=', async (route) => {
    await typed;
    await route.continue();
  });
  const asked = page.waitForRequest('**/recherche?q=');
  // On a slow machine the fingers rest before it has come: it is called off then.
  const over = Promise.race([page.waitForResponse('**/recherche?q='), page.waitForEvent('requestfailed')]);
  await field.fill('');
  await asked;
  // The answer comes before the fingers have rested.
  await field.press('p');
  answer();
  await over;
  await field.press('o');
  await field.press('d');
  await expect(page).toHaveURL('/recherche?q=pod');
  await expect(field).toHaveValue('pod');
});

for (const [what, path] of [
  ['results', '/recherche?q=pod&genre=note&genre=flux&page=2'],
  ['nothing', '/recherche?q=hypervisation%20qqqq&genre=flux'],
  ['remarks', '/recherche?q=le%20%22noyau%22&chose=1'],
  ['no query', '/recherche'],
]) {
  test(`is accessible and fits, ${what}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    const axe = () => new AxeBuilder({ page }).setLegacyMode();
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.locator('main details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      await page.emulateMedia({ colorScheme: 'light' });
      expect((await axe().analyze()).violations).toEqual([]);
      // A theme changes colours and nothing else.
      await page.emulateMedia({ colorScheme: 'dark' });
      expect((await axe().withRules(['color-contrast']).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

test.describe('on a network that loses answers', () => {
  test.use({ tolerated: /ERR_FAILED/ });

  test('a search is asked for as a page', async ({ page }) => {
    await page.goto('/recherche?q=noyau');
    await wake(page);
    await page.route('**/recherche?*', (route) =>
      route.request().resourceType() === 'xhr' ? route.abort() : route.continue(),
    );
    const field = page.getByRole('searchbox', { name: 'Rechercher' });
    await field.fill('sonde');
    await expect(page).toHaveURL('/recherche?q=sonde');
    await expect(hits(page).first()).toContainText(/sonde/i);
  });
});

test('every result leads to a place that is there', async ({ request }) => {
  test.slow();
  const pages = new Map<string, string>();
  for (const query of ['pod', 'machine virtuelle', 'noyau']) {
    const answer = await request.get(`/api/search?limit=60&q=${encodeURIComponent(query)}`);
    for (const { path } of (await answer.json()).hits as { path: string }[]) {
      const [page, hash] = path.split('#');
      if (!pages.has(page)) pages.set(page, await (await request.get(page)).text());
      if (hash) expect(pages.get(page), path).toContain(`id="${hash}"`);
    }
  }
  expect(pages.size).toBeGreaterThan(20);
});

test('a browser that adds the search gets results and suggestions', async ({ page }) => {
  await page.goto('/');
  const { name, templates } = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=search]')!;
    const description = new DOMParser().parseFromString(await (await fetch(link.href)).text(), 'text/xml');
    const urls = [...description.querySelectorAll('Url')];
    return {
      name: description.querySelector('ShortName')?.textContent ?? '',
      templates: Object.fromEntries(urls.map((url) => [url.getAttribute('type'), url.getAttribute('template')])),
    };
  });
  // What the form of OpenSearch 1.1 asks for.
  expect(name.length).toBeGreaterThan(0);
  expect(name.length).toBeLessThanOrEqual(16);
  const address = (type: string, terms: string) => {
    const url = new URL((templates[type] ?? '').replace('{searchTerms}', encodeURIComponent(terms)));
    return url.pathname + url.search;
  };
  await page.goto(address('text/html', 'noyau'));
  await expect(hits(page).first()).toContainText(/noyau/i);
  const suggestions = await page.request.get(address('application/x-suggestions+json', 'hyperv'));
  const [query, names] = await suggestions.json();
  expect(query).toBe('hyperv');
  expect(names).toContain('hyperviseur');
});
