import type { ApiFault } from './faults.ts'
import type { Answer } from './route.ts'

type Failure = Exclude<ApiFault['answer'], string>

const TOO_FAST = {
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  documentation_url:
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
}

/** Where nothing else is said, 403 and 429 are the secondary limit, which wants its minute. */
export function faultAnswer({ status, headers = {}, body }: Failure): Answer {
  const limit = status === 403 || status === 429
  const waiting = limit && body === undefined ? { 'retry-after': '60' } : {}
  return {
    status,
    headers: { ...waiting, ...headers },
    body: inFull(status, body ?? (limit ? TOO_FAST : { message: 'Server Error' })),
  }
}

/** What tests say of an error in short has its address all the same. */
const inFull = (status: number, body: unknown): unknown =>
  status < 400 || status >= 500 || typeof body !== 'object'
    ? body
    : { documentation_url: 'https://docs.github.com/rest', ...body }

/** Nobody is there any more to read it: the recording alone says that there was no answer in time. */
export const GIVEN_UP: Answer = { status: 502 }
