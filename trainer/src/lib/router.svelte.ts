/** Routes are fragments (`#/desk`), so that the server only ever serves one page. */

import { parse, type Route } from './routes.ts';

class Router {
  route = $state<Route>(parse(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => (this.route = parse(location.hash)));
  }

  go(...parts: (string | number)[]): void {
    location.hash = `#/${parts.map((one) => encodeURIComponent(String(one))).join('/')}`;
  }

  /** Shows another address for the same screen, without a step in the browser's history. */
  replace(...parts: string[]): void {
    history.replaceState(null, '', `#/${parts.join('/')}`);
    this.route = parse(location.hash);
  }
}

export const router = new Router();
