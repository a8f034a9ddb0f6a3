/** One thing that has to be true in the end; `wrong` says what is not, null where all is well. */
export interface Fact {
  readonly says: string
  readonly wrong: string | null
}

/** What was `found` has to be what is `wanted`, as JSON. */
export function fact(says: string, found: unknown, wanted: unknown): Fact {
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)]
  return { says, wrong: is === should ? null : `found ${is}, and it should be ${should}` }
}
