// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { WallView } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const wallViewShape = checkOf<WallView>({
  tenant: { id: 's', name: 's' },
  name: 's',
  namesClinics: 'b',
});
