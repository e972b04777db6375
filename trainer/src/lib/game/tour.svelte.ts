/** The guided first month: five short steps beside the desk, which can be left at any time. */

export const TOUR_PARTS = ['strip', 'firms', 'charts', 'actions', 'bar'] as const;

class Tour {
  step = $state<number | null>(null);
  part = $derived(this.step === null ? '' : (TOUR_PARTS[this.step] ?? ''));

  start(): void {
    this.step = 0;
  }

  next(): void {
    if (this.step === null) return;
    this.step = this.step + 1 < TOUR_PARTS.length ? this.step + 1 : null;
  }

  back(): void {
    if (this.step !== null && this.step > 0) this.step -= 1;
  }

  end(): void {
    this.step = null;
  }
}

export const tour = new Tour();
