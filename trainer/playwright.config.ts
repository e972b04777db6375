import { defineConfig } from '@playwright/test';

/**
 * Whole games through the real page, served by the real program (MINGA_BIN) in Debian's Chromium.
 * Each test file starts a program of its own, so files can run beside each other.
 */
export default defineConfig({
  testDir: 'tests/browser',
  timeout: 300_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  reporter: 'line',
  outputDir: 'test-results',
  use: {
    viewport: { width: 1366, height: 768 },
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
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
