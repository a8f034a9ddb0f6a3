/** One answer's part of a list. */
export interface Page<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly Node[]
}

/** The whole list; one more request for each further part. */
export async function allPages<Node>(
  first: Page<Node>,
  next: (after: string | null) => Promise<Page<Node> | undefined>,
): Promise<Node[]> {
  const all = [...first.nodes]
  for (let page: Page<Node> | undefined = first; page?.pageInfo.hasNextPage;) {
    page = await next(page.pageInfo.endCursor)
    all.push(...(page?.nodes ?? [])) // none where the repository was deleted meanwhile
  }
  return all
}
