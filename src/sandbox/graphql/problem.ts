/** GitHub's word for what is wrong, beside the message. */
export type ProblemType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'BRANCH_PROTECTION_RULE_VIOLATION'
  | 'EXCESSIVE_PAGINATION'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'INVALID_CURSOR_ARGUMENTS'
  | 'ARGUMENT_LIMIT'
  | 'MAX_NODE_LIMIT_EXCEEDED'
  | 'SANDBOX_UNRESOLVED'

/** Thrown by fields: the answer has null in that place and the error beside. */
export class Problem extends Error {
  readonly type: ProblemType

  constructor(type: ProblemType, message: string) {
    super(message)
    this.type = type
  }
}

export const unknown = (what: string): Problem => new Problem('NOT_FOUND', `Could not resolve to ${what}.`)

export const forbidden = (message = 'Resource not accessible by integration'): Problem =>
  new Problem('FORBIDDEN', message)
