import {
  type DocumentNode,
  execute,
  getOperationAST,
  GraphQLError,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import { ApiError } from '../http/errors.ts'
import type { Context } from '../http/route.ts'
import { resolveField } from './resolve.ts'
import { mutations } from './mutations/index.ts'
import { priceOf } from './price.ts'
import { Problem, type ProblemType } from './problem.ts'
import { queries } from './query.ts'
import { githubSchema } from './schema.ts'
import { Scope } from './scope.ts'

export interface GraphqlRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | null
}

/** `{data, errors}` as GitHub answers, always with status 200. */
export interface GraphqlAnswer {
  readonly data?: unknown
  readonly errors?: readonly Readonly<Record<string, unknown>>[]
}

const MOST_NODES = 500_000

/** Answers one request over GitHub's whole schema, by the rules of GraphQL and of GitHub. */
export async function answerGraphql(ctx: Context, request: GraphqlRequest): Promise<GraphqlAnswer> {
  const read = readOperation(request)
  if ('errors' in read) return { errors: read.errors.map(written) }
  const { document, operation } = read
  const { variables } = request
  const price = priceOf(githubSchema(), document, operation, variables)
  if (price.nodes > MOST_NODES) return { errors: [tooMany(price.nodes)] }
  // The request itself has been counted as a point already.
  ctx.world.quota.spend(ctx.actor, 'graphql', price.cost - 1)
  const scope = new Scope(ctx, price)
  const { data, errors } = await execute({
    schema: githubSchema(),
    document,
    variableValues: variables,
    operationName: request.operationName,
    rootValue: operation.operation === OperationTypeNode.MUTATION ? mutations(scope) : queries(scope),
    contextValue: scope,
    fieldResolver: resolveField,
  })
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map(written) } : {}) }
}

function readOperation({
  query,
  operationName,
}: GraphqlRequest):
  | { document: DocumentNode; operation: OperationDefinitionNode }
  | { errors: readonly GraphQLError[] } {
  try {
    const document = parse(query)
    const errors = validate(githubSchema(), document)
    if (errors.length > 0) return { errors }
    const operation = getOperationAST(document, operationName)
    return operation ? { document, operation } : { errors: [new GraphQLError('No operation to execute.')] }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
}

const tooMany = (nodes: number) => ({
  type: 'MAX_NODE_LIMIT_EXCEEDED',
  message: `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${MOST_NODES}.`,
})

/** An error in GitHub's order: type, path, where in the query, message. */
function written(error: GraphQLError): Record<string, unknown> {
  const { path, locations, originalError: cause } = error
  const place = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) }
  if (cause instanceof Problem) return { ...kind(cause.type), ...place, message: cause.message }
  if (cause instanceof ApiError)
    return {
      ...kind(cause.status === 403 ? 'FORBIDDEN' : 'UNPROCESSABLE'),
      ...place,
      message: reasonOf(cause),
    }
  if (cause) console.error('sandbox: a GraphQL field failed, this is a bug of the sandbox:', cause)
  return { ...place, message: error.message }
}

/** Where something is forbidden GitHub also says that single sign-on is not to blame. */
const kind = (type: ProblemType) => ({
  type,
  ...(type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : {}),
})

/** What the REST error says in detail: the same rules hold for both APIs. */
function reasonOf(error: ApiError): string {
  const [first] = error.errors ?? []
  return (typeof first === 'string' ? first : first?.message) ?? error.message
}
