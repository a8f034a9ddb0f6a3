type Leaf = string | number | boolean

/**
 * The fields of GitHub's type `T` that the sandbox knows: plain ones with GitHub's own values, all others by functions
 * of their arguments. One that is left out answers with an error.
 */
export type Fields<T> = { readonly __typename: string } & {
  readonly [K in keyof T as Exclude<K, '__typename'>]?: [NonNullable<T[K]>] extends [Leaf]
    ? T[K] | ((args: never) => T[K])
    : unknown
}
