/** The same pupils in 40 columns, in the forms that an office may have them: each a folder. */
export const readingSets = ['one-xlsx', 'many-xlsx', 'csv', 'xls'] as const;
