import { minute } from './fake-centre.mjs';

const acknowledge = /^\/api\/v1\/live\/concerns\/(\w+)\/acknowledge$/u;

/** What is published of the running month. */
export const satisfaction = {
  month: {
    satisfied: { value: 0.8192, low: 0.7692, high: 0.8606 },
    n: 271,
    fragile: false,
    suppressed: null,
  },
  today: { satisfied: null, n: null, fragile: false, suppressed: 'few_answers' },
};

/** Wishes that somebody took note of. */
const noted = new Set();

/** Takes note of a wish when the address asks for it, and tells whether it did. */
export function takesNote(pathname) {
  const wish = acknowledge.exec(pathname);
  if (wish !== null) noted.add(wish[1]);
  return wish !== null;
}

/** Patients who wish to be called back, but for those somebody took note of. */
export function wishes({ clinics }, now) {
  const thisMinute = Math.floor(now / minute) * minute;
  return clinics
    .slice(1, 3)
    .map((clinic, index) => ({
      id: `w${index}`,
      clinicId: clinic.id,
      teamId: clinic.team,
      answeredAt: thisMinute - (4 + index * 26) * minute,
      calledAt: thisMinute - (95 + index * 60) * minute,
      mask: index === 0 ? '06 39 98 •• ••' : null,
      language: index === 0 ? 'fr' : 'ca',
    }))
    .filter(({ id }) => !noted.has(id));
}
