/** Digits that tell any two 32-bit floats apart. */
const MOST_DIGITS = 9;
const LEAST_DIGITS = 6;

/**
 * The price that is meant by a number of a chart. Yahoo keeps those as 32-bit floats and writes them out, so that 35.14 reads
 * 35.13999938964844: of the decimals that are the same 32-bit float, the shortest is meant. Other numbers stay as they are.
 */
export function meantDecimal(value: number): number {
  if (Math.fround(value) !== value) return value;
  for (let digits = LEAST_DIGITS; digits <= MOST_DIGITS; digits += 1) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return value;
}
