/** Scales whose answers are counted; free text is not. */
export const countedScales = ['agree5', 'ease7', 'frequency4', 'recommend11', 'yesno'] as const;
export type CountedScale = (typeof countedScales)[number];

/** How the answers of a scale count. Every value is whole; `from` and `to` are inclusive. */
export type ScaleRule = {
  readonly lowest: number;
  readonly highest: number;
  /** Favourable from this value on. */
  readonly favourableFrom: number;
  /** In the top box from this value on. */
  readonly topFrom: number;
  /** In the bottom box up to this value; between the two is the middle box. */
  readonly bottomTo: number;
};

/**
 * `agree5`: favourable 4–5 (CSAT), boxes 5 / 3–4 / 1–2. `ease7`: favourable 5–7 (CES 2.0), boxes 6–7 / 4–5 / 1–3.
 * `frequency4`: favourable "always", boxes always / usually / sometimes and never (HCAHPS). `recommend11`: favourable
 * 9–10, boxes 9–10 / 7–8 / 0–6 (HCAHPS, and promoters and detractors). `yesno`: yes / – / no.
 */
export const scaleRules: { readonly [scale in CountedScale]: ScaleRule } = {
  agree5: { lowest: 1, highest: 5, favourableFrom: 4, topFrom: 5, bottomTo: 2 },
  ease7: { lowest: 1, highest: 7, favourableFrom: 5, topFrom: 6, bottomTo: 3 },
  frequency4: { lowest: 1, highest: 4, favourableFrom: 4, topFrom: 4, bottomTo: 2 },
  recommend11: { lowest: 0, highest: 10, favourableFrom: 9, topFrom: 9, bottomTo: 6 },
  yesno: { lowest: 0, highest: 1, favourableFrom: 1, topFrom: 1, bottomTo: 0 },
};

/** The values of a scale, rising. */
export function valuesOfScale(scale: CountedScale): readonly number[] {
  const { lowest, highest } = scaleRules[scale];
  return Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
}

/** An answer, or a mean of answers, rescaled so that the lowest value of the scale is 0 and the highest 100. */
export function score100Of(scale: CountedScale, value: number): number {
  const { lowest, highest } = scaleRules[scale];
  return ((value - lowest) * 100) / (highest - lowest);
}
