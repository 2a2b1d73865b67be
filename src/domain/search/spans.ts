/** Numbers of the index of which one row of `search_spans` says when their messages were written. */
export const PER_SPAN = 4096;
