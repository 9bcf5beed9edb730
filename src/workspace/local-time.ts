const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The clock in Asia/Shanghai as 'YYYY-MM-DD HH:MM:SS'. Read where a command starts, nowhere else. */
export const localTime = (instant: Date = new Date()): string => formatter.format(instant);
