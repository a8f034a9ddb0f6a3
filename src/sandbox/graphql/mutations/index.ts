import type { Scope } from '../scope.ts'
import { commitMutations } from './commits.ts'
import { issueMutations } from './issues.ts'
import { pullMutations } from './pulls.ts'
import { threadMutations } from './threads.ts'

/** The fields of `mutation { … }`. */
export const mutations = (scope: Scope) => ({
  __typename: 'Mutation',
  ...commitMutations(scope),
  ...issueMutations(scope),
  ...pullMutations(scope),
  ...threadMutations(scope),
})
