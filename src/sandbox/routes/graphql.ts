import { z } from 'zod'
import { answerGraphql } from '../graphql/execute.ts'
import { ApiError } from '../http/errors.ts'
import type { Route } from '../http/route.ts'

const requestInput = z.object({
  query: z.string().optional(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

export const graphqlRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/graphql',
    docs: 'graphql',
    async handle(ctx) {
      if (ctx.actor.kind === 'anonymous')
        throw new ApiError(401, 'This endpoint requires you to be authenticated.')
      const { query, variables, operationName } = ctx.input(requestInput)
      if (query === undefined)
        return {
          status: 200,
          body: { errors: [{ message: 'A query attribute must be specified and must be a string.' }] },
        }
      const body = await answerGraphql(ctx, {
        query,
        variables: variables ?? {},
        operationName: operationName ?? null,
      })
      return { status: 200, body }
    },
  },
]
