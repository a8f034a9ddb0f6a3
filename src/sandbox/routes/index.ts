import type { Route } from '../http/route.ts'
import { appRoutes } from './apps.ts'
import { issueRoutes } from './issues.ts'
import { repositoryRoutes } from './repositories.ts'

/** All that the sandbox answers, one line per resource. */
export const routes: readonly Route[] = [...appRoutes, ...repositoryRoutes, ...issueRoutes]
