/**
 * A number of a person as it would stand in a text: 15 digits, or 17 and a digit or X. Digits inside a keyed hash (hexadecimal before
 * or after them) are not one: by chance a hash holds fifteen digits in a row.
 */
export const personNumber = /(?<![0-9a-f])(?:\d{15}|\d{17}[\dX])(?![0-9a-f])/i;
