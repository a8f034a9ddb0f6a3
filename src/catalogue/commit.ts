/**
 * The first line of each commit of the index. It brings nothing that could be built or tested, and is told apart by it from
 * what people push, which belongs into the timeline of an incident.
 */
export const INDEX_COMMIT = 'docs: list the postmortems [skip ci]'
