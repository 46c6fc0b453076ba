/** Where the process is in its life. */
export class Lifecycle {
  private leaving = false;

  /** True from the moment the process was asked to stop. */
  get draining(): boolean {
    return this.leaving;
  }

  drain(): void {
    this.leaving = true;
  }
}
