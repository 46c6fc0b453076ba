import { SetMetadata, type CustomDecorator } from '@nestjs/common';

import type { ApiScope } from './api-key';

export const scopeOfRoute = 'vigie:scope';

/** What an API key must be allowed to do to use this route. Together with {@link ApiKeyGuard}. */
export const Scopes = (scope: ApiScope): CustomDecorator => SetMetadata(scopeOfRoute, scope);
