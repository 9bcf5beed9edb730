// Node decodes GB18030 but cannot encode it: the table is the decoder's, turned round.

type Table = ReadonlyMap<number, readonly number[]>;

let table: Table | null = null;

function twoByteCodes(): readonly (readonly number[])[] {
  const codes: number[][] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) codes.push([lead, trail]);
  }
  return codes;
}

/** The four bytes of a linear index, as the standard counts them. */
function fourBytes(index: number): readonly number[] {
  return [
    0x81 + Math.floor(index / 12600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

function buildTable(): Table {
  const decoder = new TextDecoder('gb18030');
  const map = new Map<number, readonly number[]>();
  const add = (bytes: readonly number[]): void => {
    const characters = [...decoder.decode(Uint8Array.from(bytes))];
    const code = characters[0]?.codePointAt(0);
    if (characters.length === 1 && code !== undefined && code !== 0xfffd && !map.has(code)) map.set(code, bytes);
  };
  for (const bytes of twoByteCodes()) add(bytes);
  for (let index = 0; index < 39420; index += 1) add(fourBytes(index));
  return map;
}

/** @throws when a character does not exist in GB18030 (a lone surrogate). */
export function encodeGb18030(text: string): Uint8Array {
  table ??= buildTable();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      bytes[length] = code;
      length += 1;
      continue;
    }
    const encoded = code >= 0x10000 ? fourBytes(189_000 + code - 0x10000) : table.get(code);
    if (!encoded) throw new Error(`U+${code.toString(16)} is not in GB18030`);
    bytes.set(encoded, length);
    length += encoded.length;
  }
  return bytes.subarray(0, length);
}
