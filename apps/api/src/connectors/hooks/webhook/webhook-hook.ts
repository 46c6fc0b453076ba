import type { Hook } from '../hook';
import { checkBody, checkStandard, checkTimed, secretOf } from '../signatures';
import { readWebhook } from './webhook-mapper';

const usualHeader = 'x-webhook-signature';

/** Any system that signs what it sends: what its messages mean is said in the settings. */
export const webhookHook: Hook = {
  admit: (connector, delivery) => {
    const secret = secretOf(connector);
    const { signature = 'standard', signatureHeader, timestampHeader } = connector.options;
    const header = typeof signatureHeader === 'string' ? signatureHeader : usualHeader;
    if (signature === 'body') checkBody(delivery, secret, header);
    else if (signature === 'timed')
      checkTimed(delivery, secret, {
        signature: header,
        timestamp: typeof timestampHeader === 'string' ? timestampHeader : undefined,
      });
    else checkStandard(delivery, secret);
    return delivery.body.toString('utf8');
  },
  read: readWebhook,
};
