import { builtInKind, kindOfFormat, type NumberKind } from './number-format.ts';
import type { Package } from './package.ts';
import { Unsupported } from './trouble.ts';

/** Up to it numbers of formats need no text (81 is the last, for Thai). */
const FIRST_CUSTOM = 82;
/** Attributes of CT_Xf (ISO 29500-1, 18.8.45); whatever else there is may be a format that is written wrong. */
const XF = /^(?:(?:numFmt|font|fill|border|xf)Id|quotePrefix|pivotButton|apply(?:NumberFormat|Font|Fill|Border|Alignment|Protection))$/;

/**
 * What the numbers of each cell format show as; `s` of a cell counts in it. Undefined where the file does not say.
 * Without styles there is the one format General.
 */
export async function readNumberKinds(parts: Package, styles: string | null): Promise<readonly (NumberKind | undefined)[]> {
  if (styles === null) return ['number'];
  const custom = new Map<number, NumberKind>();
  const formats: number[] = [];
  await parts.elements(styles, ({ name, path, attributes }) => {
    if (path === 'styleSheet/numFmts') {
      const code = attributes.get('formatCode');
      if (name !== 'numFmt' || code === undefined) throw new Unsupported('数字格式写得不完整');
      custom.set(idOf(attributes), kindOfFormat(code));
    } else if (path === 'styleSheet/cellXfs') {
      if (name !== 'xf' || [...attributes.keys()].some((attribute) => !XF.test(attribute))) throw new Unsupported('单元格格式写得不完整');
      formats.push(attributes.has('numFmtId') ? idOf(attributes) : 0);
    }
  });
  if (formats.length === 0) return ['number'];
  return formats.map((id) => custom.get(id) ?? (id < FIRST_CUSTOM ? builtInKind(id) : undefined));
}

function idOf(attributes: ReadonlyMap<string, string>): number {
  const id = attributes.get('numFmtId') ?? '';
  if (!/^\d{1,9}$/.test(id)) throw new Unsupported('数字格式没有编号');
  return Number(id);
}
