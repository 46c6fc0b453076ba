import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

/** The frame around every page. */
@Component({ selector: 'vg-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {}
