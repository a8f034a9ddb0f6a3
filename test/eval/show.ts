export const row = (...cells: readonly string[]): readonly string[] => cells

/** Columns padded to their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((cells) => cells.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function listOf<T>(title: string, items: readonly T[], lineOf: (item: T) => string): string {
  return [`${title}: ${String(items.length)}`, ...items.map((item) => `  ${lineOf(item)}`)].join('\n')
}
