/**
 * The search index is made of the messages, and can be made of them again: where a database is filled from another one,
 * row by row, it is left empty, and a job fills it (src/jobs/search.ts).
 */

/** Its tables. */
export const isOfIndex = (table: string): boolean => table.startsWith("search_");

/** Whether a table is one that triggers and rows cannot be given to as to others. */
export const isVirtual = (schema: string): boolean => /^CREATE VIRTUAL/i.test(schema);

/** With its tables empty: nobody has looked at any message yet. */
export const FORGET_INDEX = "UPDATE rooms SET searched_sequence = NULL";
