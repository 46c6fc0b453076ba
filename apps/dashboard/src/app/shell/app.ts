import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { FormulaCard } from '../formula/formula-card';

/** The frame around every page, and the one formula card that any number may open. */
@Component({
  selector: 'vg-root',
  imports: [RouterOutlet, FormulaCard],
  template: '<router-outlet /><vg-formula-card />',
})
export class App {}
