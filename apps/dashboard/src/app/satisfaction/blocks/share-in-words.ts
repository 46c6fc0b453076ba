/** A share in percent to a tenth, as the language writes it; `–` for none. */
export function shareInWords(share: number | null, language: string): string {
  if (share === null) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
