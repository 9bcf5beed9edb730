/** Asia/Shanghai has kept to UTC+8 since 1992; the zone database of Intl would take a third of the time that `heji --help` needs. */
const shanghaiOffset = 8 * 3_600_000;

/** The clock in Asia/Shanghai as 'YYYY-MM-DD HH:MM:SS'. Read where a command starts, nowhere else. */
export const localTime = (instant: Date = new Date()): string =>
  new Date(instant.getTime() + shanghaiOffset).toISOString().slice(0, 19).replace('T', ' ');
