/** An amount with its currency, e.g. `$139.35`; amounts below one show what cents would hide. */
export function money(amount: number, currency: string): string {
  const digits = Math.abs(amount) < 1 && amount !== 0 ? 4 : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(amount);
}

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
