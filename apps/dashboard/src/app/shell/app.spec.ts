import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';

import { preparePages } from '../testing/open-page';
import { App } from './app';
import { Language } from './language';

describe('the frame', () => {
  it('has a place for the current page and one for the formula card', async () => {
    preparePages();
    await TestBed.inject(Language).start();
    const fixture = TestBed.createComponent(App);
    await fixture.whenStable();
    const frame = fixture.nativeElement as HTMLElement;
    expect(frame.querySelector('router-outlet')).not.toBeNull();
    expect(frame.querySelector('[role=dialog]')).not.toBeNull();
  });
});
