import type { Instant } from '@vigie/calls';
import type { ClaimView } from '@vigie/contracts';

/** Somebody said to deal with a clinic, or to do so no more (`by` is null). */
export type Claim = { readonly clinicId: string; readonly by: string | null; readonly at: Instant };

/** A claim holds for an hour: the trouble it was about is over, or somebody looks again. */
export const claimHoldsMs = 3_600_000;

/** Who deals with which clinic. */
export class Claims {
  private readonly byClinic = new Map<string, Claim>();
  private readonly changed = new Set<string>();

  put(claim: Claim): void {
    if (claim.at < (this.byClinic.get(claim.clinicId)?.at ?? 0)) return;
    this.byClinic.set(claim.clinicId, claim);
    this.changed.add(claim.clinicId);
  }

  /** All of them, those released among them. */
  held(): Iterable<Claim> {
    return this.byClinic.values();
  }

  of(clinicId: string, now: Instant): ClaimView | null {
    const claim = this.byClinic.get(clinicId);
    if (claim === undefined || claim.by === null || now - claim.at >= claimHoldsMs) return null;
    return { by: claim.by, at: claim.at };
  }

  /** Clinics whose row a claim or its end changes since this was last asked. */
  takeChanged(now: Instant): ReadonlySet<string> {
    const changed = new Set(this.changed);
    this.changed.clear();
    for (const [id, { at }] of this.byClinic) {
      if (now - at < claimHoldsMs) continue;
      this.byClinic.delete(id);
      changed.add(id);
    }
    return changed;
  }
}
