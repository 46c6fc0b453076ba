/** A small seeded source of chance: the same seed gives the same numbers on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly exponential: (mean: number) => number;
  readonly normal: () => number;
  /** Log-normal by its median and the standard deviation of its logarithm. */
  readonly logNormal: (median: number, sigma: number) => number;
  /** Poisson by multiplication, in slices so that a large mean does not underflow. */
  readonly poisson: (mean: number) => number;
  /** One of the pairs' values, by weight; weights need not sum to 1. */
  readonly weighted: <T>(choices: readonly (readonly [T, number])[]) => T;
};

/** FNV-1a over UTF-16 units, begun from `basis`: spreads a seed's text over 32 bits. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** sfc32 (Chris Doty-Humphrey's small fast counter generator): passes PractRand, needs 128 bits of state. */
function sfc32(seed: string): () => number {
  let a = hash32(seed, 1);
  let b = hash32(seed, 2);
  let c = hash32(seed, 3);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

function poisson(next: () => number, mean: number): number {
  let rest = mean;
  let count = 0;
  while (rest > 0) {
    const limit = Math.exp(-Math.min(rest, 30));
    let product = next();
    while (product > limit) {
      count += 1;
      product *= next();
    }
    rest -= 30;
  }
  return count;
}

function weighted<T>(next: () => number, choices: readonly (readonly [T, number])[]): T {
  let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    rest -= weight;
    if (rest < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError('a weighted choice needs at least one choice');
  return last[0];
}

/** Opens the stream of chance that belongs to `seed`; streams of different seeds are independent. */
export function createRandom(seed: string): Random {
  const next = sfc32(seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - next());
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
    exponential,
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) => poisson(next, mean),
    weighted: (choices) => weighted(next, choices),
  };
}
