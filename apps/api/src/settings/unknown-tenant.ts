/** No tenant of that name exists, or it has just been deleted. */
export class UnknownTenant extends Error {
  override readonly name = 'UnknownTenant';

  constructor(readonly tenantId: string) {
    super(`there is no tenant ${tenantId}`);
  }
}
