/** The live region: what a screen reader is told without being asked. */

class Announcer {
  text = $state('');

  say(text: string): void {
    // The same sentence twice must be spoken twice, so the region is emptied in between.
    this.text = '';
    setTimeout(() => (this.text = text), 60);
  }
}

export const announcer = new Announcer();
