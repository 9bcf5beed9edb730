/** SQL without what is no code: comments go, texts and quoted names keep their quotes and lose their content. */
export function codeOf(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"/g, (match) => {
    if (match.startsWith('-') || match.startsWith('/')) return ' ';
    return match.startsWith("'") ? "'…'" : '"…"';
  });
}

/** SQL without comments. */
export const uncommented = (sql: string): string => sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

/** What stands between the brackets of every call of `name`, brackets inside included. */
export function callsOf(code: string, name: string): string[] {
  return [...code.matchAll(new RegExp(`\\b${name}\\(`, 'g'))].map((match) => bracketed(code, match.index + match[0].length));
}

function bracketed(code: string, start: number): string {
  let depth = 1;
  for (let index = start; index < code.length; index += 1) {
    if (code[index] === '(') depth += 1;
    if (code[index] === ')') depth -= 1;
    if (depth === 0) return code.slice(start, index);
  }
  return code.slice(start);
}

/** The parts of a list that a comma outside brackets separates. */
export function argumentsOf(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of list) {
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
  }
  return parts.map((part) => part.trim());
}
