const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** A product of this with 10, plus a digit, is still exact. */
const LARGEST_EXACT = 900_719_925_474_098;
/** The greatest number of 15 digits, and the powers of ten that a double holds exactly. */
const LARGEST_15 = 999_999_999_999_999;
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/**
 * Decimals as Excel (17 digits: 64.900000000000006) and XlsxWriter (16) write them, shortened to what JavaScript prints (64.9), without
 * a string for each. Where 15 digits give the same double they are the shortest text of it, but for zeros at the end: no two decimals
 * of 15 digits have one double.
 */
export class DecimalText {
  /** What is printed, from `start` to the end. */
  readonly bytes = Buffer.alloc(32);
  start = 0;

  /** False when it takes more to know what is printed. */
  shorten(source: Buffer, start: number, end: number): boolean {
    const isNegative = source[start] === MINUS;
    let number = 0;
    let decimals = 0;
    let hasPoint = false;
    // The digits behind the fifteenth only round the last of them.
    let roundsUp = false;
    let dropped = 0;
    let exact = 0;
    let isExact = true;
    for (let at = isNegative ? start + 1 : start; at < end; at++) {
      const byte = source[at]!;
      if (byte === POINT && !hasPoint) {
        hasPoint = true;
        continue;
      }
      if (byte < ZERO || byte > NINE) return false;
      const digit = byte - ZERO;
      if (dropped === 0 && number * 10 + digit <= LARGEST_15) {
        number = number * 10 + digit;
        exact = number;
        if (hasPoint) decimals++;
        continue;
      }
      if (!hasPoint) return false;
      if (dropped++ === 0) roundsUp = digit >= 5;
      if (isExact && exact <= LARGEST_EXACT) exact = exact * 10 + digit;
      else isExact = false;
    }
    const behind = decimals + dropped;
    if (!hasPoint || number === 0 || behind === 0 || behind > 22) return false;
    const value = isExact ? exact / POWERS[behind]! : Math.abs(Number(source.toString('latin1', start, end)));
    if (roundsUp) number++;
    if (number > LARGEST_15 || number / POWERS[decimals]! !== value || value < 1e-6) return false;
    this.#print(isNegative, number, decimals);
    return true;
  }

  #print(isNegative: boolean, digits: number, decimals: number): void {
    let rest = digits;
    let behind = decimals;
    for (; behind > 0 && rest % 10 === 0; behind--) rest /= 10;
    let at = this.bytes.length;
    for (let place = 0; rest > 0 || place <= behind; place++) {
      if (place === behind && behind > 0) this.bytes[--at] = POINT;
      this.bytes[--at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    if (isNegative) this.bytes[--at] = MINUS;
    this.start = at;
  }
}
