import type { Caller } from '../acme.ts'

/** Asks GraphQL as that caller; `data` and `errors` as they come. */
export async function ask(call: Caller, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { status, body } = await call('POST', '/graphql', { query, variables })
  if (status !== 200) throw new Error(`GraphQL answered ${status}: ${JSON.stringify(body)}`)
  // Each test looks for what it asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  return body as { data: any; errors?: any[] }
}

/** Asks for fields of `acme/shop`; fails on any error. */
export async function ofShop(call: Caller, fields: string) {
  const { data, errors } = await ask(call, `{ repository(owner: "acme", name: "shop") { ${fields} } }`)
  if (errors) throw new Error(JSON.stringify(errors))
  return data.repository
}
