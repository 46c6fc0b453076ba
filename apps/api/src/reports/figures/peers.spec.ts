import { describe, expect, it } from '@jest/globals';

import { medianOf, peersOf } from './peers';

const clinic = (coveredAnswered: number, covered = 100) => ({ coveredAnswered, covered });

describe('similar clinics', () => {
  it('are spoken of from five on', () => {
    const four = [clinic(80), clinic(90), clinic(95), clinic(70)];
    expect(peersOf(four)).toBeNull();
    expect(peersOf([...four, clinic(0, 0)])).toBeNull();
    expect(peersOf([...four, clinic(85)])).toEqual({ clinics: 5, answerRate: 0.85 });
  });

  it('are not spoken of when one of them is more than 40 % of the calls', () => {
    const small = Array.from({ length: 6 }, () => clinic(80));
    expect(peersOf([...small, clinic(300, 400)])?.clinics).toBe(7);
    expect(peersOf([...small, clinic(300, 401)])).toBeNull();
  });

  it('have a median', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});
