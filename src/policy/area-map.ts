/** `policies_by_area` of heji.yaml: 6-digit area codes to ids of packs. */
export type AreaMap = Readonly<Record<string, string>>;

/** The digits by which an area code is known to lie in that of a key: 230123 itself, all of 2301 for 230100, all of 23 for 230000. */
export const areaPrefix = (key: string): string => key.replace(/(00){1,2}$/, '');

/** The key under which an area falls, the narrowest that fits; null where none does or the area is not known. */
export function areaKeyOf(map: AreaMap, area: string | null): string | null {
  if (area === null) return null;
  const fitting = Object.keys(map).filter((key) => area.startsWith(areaPrefix(key)));
  return fitting.reduce<string | null>(
    (best, key) => (best === null || areaPrefix(key).length > areaPrefix(best).length ? key : best),
    null,
  );
}
