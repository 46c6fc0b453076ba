import NodeEnvironment from 'jest-environment-node';

import { sharedOnce } from './shared-once.mjs';

export default sharedOnce(NodeEnvironment);
