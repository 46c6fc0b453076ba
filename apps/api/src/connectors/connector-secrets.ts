import { Injectable } from '@nestjs/common';

import { Keyring } from '../privacy/keyring';
import { openText, sealText } from '../privacy/sealed-text';
import type { Connector } from './connector';
import { ConnectorFault } from './connector-fault';
import type { StoredConnector } from './connector-store';

/** Passwords of telephone systems: kept sealed, opened to be sent, told to nobody. */
@Injectable()
export class ConnectorSecrets {
  constructor(private readonly keyring: Keyring) {}

  seal(tenantId: string, id: string, secret: string): Buffer {
    return sealText(secret, this.keyring.keyOf(tenantId, 'connectors'), id);
  }

  /** The connector as it is run. Throws where the secret was sealed under another key. */
  opened(tenantId: string, stored: StoredConnector): Connector {
    const { id, kind, name, source, options, secret } = stored;
    const text = secret === null ? null : openText(secret, this.keyring.keyOf(tenantId, 'connectors'), id);
    if (secret !== null && text === null)
      throw new ConnectorFault('secret_unreadable', 'It was sealed under another key: enter it again.');
    return { tenantId, id, kind, name, source, options, secret: text };
  }
}
