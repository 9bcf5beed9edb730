/** 18-digit identity number: first 6, last 2. Anything else shows at most a third of its characters. */
export function maskIdNumber(value: string): string {
  return /^\d{17}[\dXx]$/.test(value) ? masked(value, 6, 2) : maskedToThird(value);
}

/** 学籍号: its letter and the masked identity number behind it, as a G-number is one. */
export function maskRegistryNumber(value: string): string {
  return /^[A-Za-z]\d{17}[\dXx]$/.test(value) ? value.slice(0, 1) + maskIdNumber(value.slice(1)) : maskedToThird(value);
}

/** Any other number or text that may show only that there is one: phones, passports, addresses. */
export function maskedToThird(value: string): string {
  const shown = Math.floor([...value].length / 3);
  const tail = Math.min(2, Math.floor(shown / 2));
  return masked(value, shown - tail, tail);
}

function masked(value: string, head: number, tail: number): string {
  const characters = [...value];
  const hidden = characters.length - head - tail;
  return [...characters.slice(0, head), '*'.repeat(hidden), ...characters.slice(characters.length - tail)].join('');
}
