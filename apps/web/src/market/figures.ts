/** A change with its sign, e.g. `+3.54` or `−1.20`. */
export function signed(amount: number): string {
  const text = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(Math.abs(amount));
  if (amount === 0) return text;
  return `${amount > 0 ? '+' : '−'}${text}`;
}

/** A change in percent with its sign, e.g. `+2.61%`. */
export function signedPercent(percent: number): string {
  return `${signed(percent)}%`;
}

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A number as short as it is, with a true minus, e.g. `2.5` or `−20`. */
export function short(amount: number): string {
  return plain.format(amount).replace('-', '−');
}
