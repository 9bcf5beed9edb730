/** Why lists of records count more than reports do. */
const why = '同一错误被两项检查查出的各算一条；报表合计只算一次';

/** Behind a number of records that are fewer faults, in brackets; '' where each is one of its own. */
export const repeatedText = (records: number, faults: number): string => (records === faults ? '' : `（${why}，是 ${faults} 条）`);

/** The same for a table, as a sentence. */
export const repeatedSentence = (records: number, faults: number): string => (records === faults ? '' : `${why}。`);
