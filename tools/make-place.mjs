// Playwright takes its setup from a default export.
export { makePlace as default } from '../apps/dashboard/browser/real-server.ts';
