/** What an island is given: the element it lives in, whose data attributes are its settings. */
export type IslandProps = { host: HTMLElement };
