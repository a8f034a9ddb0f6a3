/** A path as it stands in an address. Lone surrogates, which a file's name may have, cannot be written there. */
export const pathIn = (path: string): string =>
  path.toWellFormed().split('/').map(encodeURIComponent).join('/')

/** Where a file is read on GitHub: `https://github.com/o/r/blob/main/postmortems/12.md`. */
export const hrefOf = (repository: string, revision: string, path: string): string =>
  `${repository}/blob/${pathIn(revision)}/${pathIn(path)}`
