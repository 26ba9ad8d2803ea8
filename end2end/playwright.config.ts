import { defineConfig } from '@playwright/test';

// `cargo xtask test` starts the server and says where it is; by hand, `cargo xtask serve` does.
const baseURL = process.env.STRATES_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: true,
  // A shared machine may stall for seconds: what passes the second time is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'fr-FR',
    trace: 'retain-on-failure',
    launchOptions: {
      // Unset, Playwright uses the browser it has installed itself.
      executablePath: process.env.CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
