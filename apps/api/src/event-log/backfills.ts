import { Injectable } from '@nestjs/common';

/** Which tenants' past is being brought in by this process: what becomes final of a month waits until it is whole. */
@Injectable()
export class Backfills {
  private readonly underWay = new Map<string, number>();

  /** Says that past of a tenant begins to come in; what it gives back says, once, that it is whole. */
  begin(tenantId: string): () => void {
    this.underWay.set(tenantId, (this.underWay.get(tenantId) ?? 0) + 1);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (this.underWay.get(tenantId) ?? 1) - 1;
      if (left === 0) this.underWay.delete(tenantId);
      else this.underWay.set(tenantId, left);
    };
  }

  isUnderWay(tenantId: string): boolean {
    return this.underWay.has(tenantId);
  }
}
