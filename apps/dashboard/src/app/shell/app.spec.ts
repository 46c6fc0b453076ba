import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it } from '@jest/globals';

import { App } from './app';

describe('the frame', () => {
  it('has a place for the current page', async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(App);
    await fixture.whenStable();
    const frame = fixture.nativeElement as HTMLElement;
    expect(frame.querySelector('router-outlet')).not.toBeNull();
  });
});
