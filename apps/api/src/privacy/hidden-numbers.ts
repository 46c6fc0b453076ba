import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** So many digits in a row, or by twos as telephone numbers are written, could reach somebody. */
const longNumber = /\+?\p{Nd}{8,}|\+?\p{Nd}{2}(?:[ .-]\p{Nd}{2}){3,}/gu;
/** The shortest text with a number as long as that. */
const shortest = 8;
const tokenBytes = 6;

/** The text with every long number in it as dots: for texts in which a number tells nothing that is needed. */
export function withoutLongNumbers(text: string): string {
  if (text.length < shortest) return text;
  return text.replace(longNumber, (number) => '•'.repeat(number.length));
}

/**
 * Puts a word in the place of a telephone number inside a name that must stay a name: a telephone system that rings
 * somebody's own line calls her `Local/0199001234@from-queue`. The same number is the same word within a tenant; which
 * number it was, nobody can tell without the key.
 */
export class HiddenNumbers {
  private readonly key: KeyObject;

  constructor(key: Buffer) {
    this.key = createSecretKey(key);
  }

  in(name: string): string {
    if (name.length < shortest) return name;
    return name.replace(longNumber, (number) => {
      const digest = createHmac('sha256', this.key).update(number).digest();
      return `tel-${digest.subarray(0, tokenBytes).toString('base64url')}`;
    });
  }
}
