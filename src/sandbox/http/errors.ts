/** One entry of GitHub's `errors[]`; `custom` is the only code that comes with a message of its own. */
export interface FieldError {
  readonly resource: string
  readonly field?: string
  readonly code:
    | 'missing'
    | 'missing_field'
    | 'invalid'
    | 'already_exists'
    | 'unprocessable'
    | 'too_large'
    | 'custom'
  readonly message?: string
  readonly value?: unknown
}

/** Thrown by routes; the server writes it out with GitHub's error body and the route's documentation address. */
export class ApiError extends Error {
  readonly status: number
  readonly errors: readonly (FieldError | string)[] | null
  readonly headers: Readonly<Record<string, string>>
  /** Where it is to be found now. */
  readonly url: string | null

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly (FieldError | string)[]; headers?: Record<string, string>; url?: string } = {},
  ) {
    super(message)
    this.status = status
    this.errors = more.errors ?? null
    this.headers = more.headers ?? {}
    this.url = more.url ?? null
  }
}

export const notFound = (): ApiError => new ApiError(404, 'Not Found')

export const invalid = (...errors: (FieldError | string)[]): ApiError =>
  new ApiError(422, 'Validation Failed', { errors })

export const notForIntegration = (): ApiError => new ApiError(403, 'Resource not accessible by integration')

const MOVED = 'guides/best-practices-for-using-the-rest-api#follow-redirects'

/** `body` as GitHub writes it: the status is text there. */
export function errorBody(
  { message, url, errors, status }: ApiError,
  docs: string | null,
): Record<string, unknown> {
  const page = url === null ? docs : MOVED
  return {
    message,
    ...(url === null ? {} : { url }),
    ...(errors ? { errors } : {}),
    documentation_url: `https://docs.github.com/rest${page ? `/${page}` : ''}`,
    status: String(status),
  }
}
