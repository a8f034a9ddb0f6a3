import type { GitHub } from './client.ts'

/** Who wrote something, as GraphQL or REST says it; null for a deleted account. */
export type Author = { readonly login: string; readonly __typename?: string } | null | undefined

/** GraphQL drops the `[bot]` that REST shows, so a person called `debrief` could pass for the app: keep it. */
const fullLogin = (author: NonNullable<Author>): string =>
  (author.__typename === 'Bot' && !author.login.endsWith('[bot]')
    ? `${author.login}[bot]`
    : author.login
  ).toLowerCase()

/** Whether the app itself wrote it: only then do markers in it count. */
export function wroteIt({ login, also = [] }: Pick<GitHub, 'login' | 'also'>, author: Author): boolean {
  if (!author) return false
  return [login, ...also].some((own) => own.toLowerCase() === fullLogin(author))
}
