/** What every mutation is called with. */
export interface Input<T> {
  readonly input: T
}

/** What every payload says besides its own: the word by which the client knows its request again. */
export const payload = (
  input: { readonly clientMutationId?: string | null | undefined },
  own: Readonly<Record<string, unknown>>,
) => ({ clientMutationId: input.clientMutationId ?? null, ...own })
