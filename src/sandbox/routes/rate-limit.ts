import type { Route } from '../http/route.ts'

/** Asking costs nothing. */
export const rateLimitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/rate_limit',
    docs: 'rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user',
    auth: 'any',
    handle: (ctx) => {
      const { actor, world } = ctx
      const [core, search, graphql] = (['core', 'search', 'graphql'] as const).map((one) =>
        world.quota.usage(actor, one),
      )
      return { status: 200, body: { resources: { core, search, graphql }, rate: core } }
    },
  },
]
