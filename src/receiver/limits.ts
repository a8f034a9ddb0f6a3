/** GitHub caps payloads there: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const MAX_BODY = 25 * 1024 * 1024

/** From here on a body is a large one, of which one at a time is kept. GitHub's usual 10 to 30 KB are not. */
export const LARGE = 128 * 1024

/** The body that is kept gives way to the next large one after that; GitHub sends 25 MB in less. */
export const LARGE_MS = 2_000

/** All the small bodies under way together: some hundred of the usual ones. */
export const ROOM = 4 * 1024 * 1024

// GitHub itself gives up after 10 s; whoever sends slower is not GitHub.
export const BODY_MS = 10_000

/** An answer later than that is heard by nobody: better a clear refusal, since GitHub can redeliver. */
export const ANSWER_MS = 9_000

/** Where a stop is asked for, bodies under way have that long; then jobs may end (20 s in all). */
export const CLOSING_MS = 8_000

// What makes these large are texts of at most 65,536 characters, the old and the new one, up to 6 bytes each in JSON.
// Pushes list their files, check suites bear commit messages, installations their repositories: these have no bound.
const BOUNDED = new Set(['issues', 'issue_comment', 'pull_request'])
const BOUNDED_BODY = 4 * 1024 * 1024

/** Bytes that a delivery of that event may have. */
export const limitOf = (event: string): number => (BOUNDED.has(event) ? BOUNDED_BODY : MAX_BODY)
