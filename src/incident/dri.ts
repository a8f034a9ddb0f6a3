// Up to 39 letters, digits and hyphens; `_short` at the end where a company manages the accounts:
// https://docs.github.com/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
const HANDLE = /^@([a-z\d][a-z\d-]{0,38}(?:_[a-z\d]+)?)$/i

/** The login behind an owner as the document names them; null for a name that is no handle: a guess could hit a stranger. */
export const loginOf = (owner: string | undefined): string | null =>
  HANDLE.exec(owner?.trim() ?? '')?.[1] ?? null
